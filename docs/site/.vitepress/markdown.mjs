// How the site reads Markdown, so that a page says the same here and on a code forge.

// The names of headings as GitHub makes them: links with an anchor work in both places.
export function slugify(text) {
  return text.trim().toLowerCase().replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '').replaceAll(' ', '-')
}

// The name of a command in a text leads to its page, unless it's part of a link already.
export function addCommandLinks(md, commands, base) {
  md.disable('emoji', true)
  const renderCode = md.renderer.rules.code_inline
  md.renderer.rules.code_inline = (tokens, index, options, env, self) => {
    const code = renderCode(tokens, index, options, env, self)
    const name = tokens[index].content
    const isHere = env.relativePath === `reference/${name}.md`
    return !commands.has(name) || isHere || isInLink(tokens, index) ? code : `<a href="${base}reference/${name}">${code}</a>`
  }
  const renderText = md.renderer.rules.text
  md.renderer.rules.text = (tokens, index, ...rest) => {
    // On a narrow screen, a long name ends its line between its words.
    if (commands.has(tokens[index].content)) return tokens[index].content.replace(/(-|[a-z0-9](?=[A-Z]))/g, '$1<wbr>')
    // Vue would take double braces for a template.
    return renderText(tokens, index, ...rest).replaceAll('{{', '&#123;&#123;')
  }
}

function isInLink(tokens, index) {
  const before = tokens.slice(0, index)
  return before.filter((token) => token.type === 'link_open').length > before.filter((token) => token.type === 'link_close').length
}

// A transcript: what is typed after a prompt is PowerShell, the rest is what it shows.
export const transcript = {
  name: 'console',
  scopeName: 'text.console',
  embeddedLangs: ['powershell'],
  patterns: [
    {
      begin: '^(PS> )',
      beginCaptures: { 1: { name: 'comment' } },
      while: '^(>>(?: |$))',
      whileCaptures: { 1: { name: 'comment' } },
      patterns: [{ include: 'source.powershell' }],
    },
  ],
  repository: {},
}
