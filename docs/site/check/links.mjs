// Reads every page of the built site and follows its links, those within a page as well.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

// The pages as they are addressed.
export async function listPages(site) {
  const files = await readdir(site, { recursive: true })
  return files.filter((file) => file.endsWith('.html'))
    .map((file) => file.replaceAll('\\', '/').replace(/(^|\/)index\.html$|\.html$/, '$1'))
    .sort()
}

export async function checkLinks(site, base, pages) {
  const files = new Set((await readdir(site, { recursive: true })).map((file) => base + file.replaceAll('\\', '/')))
  const texts = new Map(await Promise.all(pages.map(async (page) => [base + page, await read(site, page)])))
  const anchors = new Map([...texts].map(([page, text]) => [page, new Set(listAnchors(text))]))
  const [dead, foreign] = [new Set(), new Set()]
  let count = 0
  for (const [page, text] of texts) {
    for (const [, tag, target] of text.matchAll(/<(a|link|script|img)\b[^>]*?\s(?:href|src)="([^"]*)"/g)) {
      const url = new URL(decode(target), `http://site${page}`)
      if (url.host !== 'site') {
        if (tag !== 'a') foreign.add(`${page}: ${target}`)
        continue
      }
      count++
      const path = decodeURIComponent(url.pathname)
      const isThere = texts.has(path) || files.has(path) || path === '/'
      const hash = decodeURIComponent(url.hash.slice(1))
      if (!isThere || (hash && !anchors.get(path)?.has(hash))) dead.add(`${page}: ${target}`)
    }
  }
  return { count, dead: [...dead], foreign: [...foreign] }
}

function listAnchors(text) {
  return [...text.matchAll(/ id="([^"]*)"/g)].map(([, id]) => decode(id))
}

function read(site, page) {
  return readFile(join(site, page === '' || page.endsWith('/') ? `${page}index.html` : `${page}.html`), 'utf8')
}

function decode(text) {
  return text.replaceAll('&#39;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&')
}
