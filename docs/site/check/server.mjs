// Serves a folder as GitHub Pages does: a page without its ending, and 404.html for what there isn't.
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join } from 'node:path'

const types = {
  '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.svg': 'image/svg+xml',
}

export async function startServer(site, base) {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname)
    // Browsers ask for it; the site has none.
    if (path === '/favicon.ico') return response.writeHead(204).end()
    const file = path.startsWith(base) ? path.slice(base.length) : '404.html'
    const [name, content] = await find(site, file)
    response.writeHead(name === '404.html' ? 404 : 200, { 'content-type': types[extname(name)] ?? 'application/octet-stream' }).end(content)
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { address: `http://127.0.0.1:${server.address().port}${base}`, close: () => server.close() }
}

async function find(site, file) {
  const names = file === '' || file.endsWith('/') ? [`${file}index.html`] : [file, `${file}.html`]
  for (const name of [...names, '404.html']) {
    const content = await readFile(join(site, name)).catch(() => null)
    if (content) return [name, content]
  }
  return ['404.html', '']
}
