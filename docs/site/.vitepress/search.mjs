// What the search of the site knows about a page.

// Names of commands are found whole, and by their parts: Get-AuthentikUser by get, authentik and user. The browser gets the text of
// this function, so it uses nothing from outside.
export function tokenize(text) {
  const words = text.split(/[\n\r\p{Z}\p{P}\p{S}]+/u)
  const parts = words.flatMap((word) => word.replace(/([a-z0-9])([A-Z])/g, '$1 $2').split(' '))
  const names = text.match(/[a-z]+-Authentik\w+/gi) ?? []
  return [...new Set([...names, ...words, ...parts])].filter(Boolean)
}

// The command with exactly this name comes first, and what names all of them last. This goes to the browser as text, too.
export function rank(id, term, { title }) {
  return title.toLowerCase().trim() === term ? 20 : /changelog|readme/.test(id) ? 0.3 : 1
}

// A command is one entry: its name, what it does, and the names of its parameters. What each parameter takes is the same on many pages
// and would hide the rest; lists of commands would be found by every name.
export function renderForSearch(text, env, md, isCommand, words) {
  const path = env.relativePath
  if (!path.startsWith('reference/') || path.includes('about_')) {
    return md.render(text, env)
  }

  const [title, synopsis] = text.split('\n\n')
  if (!isCommand(path)) {
    return md.render(title, env)
  }

  const description = text.match(/^## Description\n([^]*?)^## /m)[1]
  const name = title.slice(2)
  const parameters = [...text.matchAll(/^### (-\w+)/gm)].map(([, name]) => name).join(', ')
  return md.render([title, synopsis, description, parameters, words.list(name)].join('\n\n'), env)
}

// What people say instead of the words of the module, as Find-AuthentikCommand knows it: for a command, and for the verb of its name.
// A word of a verb that starts what people say for commands of another one, as in 'reset password', would hide these.
export function readWords(synonyms) {
  const commands = new Map([...synonyms.matchAll(/^(\w+-\w+): (.+)$/gm)].map(([, name, words]) => [name, words]))
  const starts = (word, verb) => [...commands].some(([name, words]) =>
    /^(Get|New|Set|Remove)-/.test(name) && !name.toLowerCase().startsWith(verb) && `, ${words}`.includes(`, ${word} `))
  const verbs = new Map([...synonyms.matchAll(/^([^#\n]+) = (\w+)$/gm)].map(([, words, verb]) =>
    [verb, words.split(', ').filter((word) => !starts(word, verb)).join(', ')]))
  return { list: (name) => [commands.get(name), verbs.get(name.split('-')[0].toLowerCase())].filter(Boolean).join(', ') }
}
