// Site.psm1 copies the pages beside this folder, and says in site.json where the site will be.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitepress'
import { addCommandLinks, slugify, transcript } from './markdown.mjs'
import { rank, readWords, renderForSearch, tokenize } from './search.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const pages = join(root, 'pages')
const site = JSON.parse(readFileSync(join(root, 'site.json'), 'utf8'))
const listNames = (folder) => readdirSync(join(pages, folder)).map((name) => name.replace(/\.md$/, ''))
const commands = new Set(listNames('reference').filter((name) => name.includes('-Authentik')))
const words = readWords(readFileSync(join(root, 'synonyms.txt'), 'utf8'))
const isCommand = (path) => commands.has(path.replace(/^reference\//, '').replace(/\.md$/, ''))

const guides = [
  ['Users and access', ['users-from-csv', 'linking-users', 'group-membership', 'one-person', 'offboarding', 'mfa-rollout', 'stale-access', 'least-privilege']],
  ['Applications', ['onboarding-applications', 'who-can-access-what', 'oidc-application', 'saml', 'forward-auth', 'ldap', 'flows', 'changing-flows']],
  ['Automation and operation', ['checking-configuration', 'configuration-as-files', 'tokens-and-runbooks', 'rotating-secrets', 'testing-runbooks', 'many-servers', 'migrating']],
]

// In the navigation, these say what they are for.
const titles = { index: 'What do you want to do?', readme: 'What the module does', commands: 'Overview of the commands' }

function readTitle(page) {
  if (titles[page]) return titles[page]
  return readFileSync(join(pages, `${page}.md`), 'utf8').match(/^# (.+)$/m)[1].replaceAll('\\', '').replaceAll('`', '')
}

function listPages(text, names) {
  const items = names.filter((page) => existsSync(join(pages, `${page}.md`)))
    .map((page) => ({ text: readTitle(page), link: page === 'index' ? '/' : `/${page}` }))
  return items.length ? [{ text, items }] : []
}

// A guide that no group names still has its place.
function listGuides() {
  const known = guides.flatMap(([, names]) => names)
  const others = (existsSync(join(pages, 'guides')) ? listNames('guides') : []).filter((name) => !known.includes(name))
  return [...guides, ['More guides', others]].flatMap(([text, names]) => listPages(text, names.map((name) => `guides/${name}`)))
}

// A page for each rule of Get-AuthentikFinding.
function listFindings() {
  const rules = existsSync(join(pages, 'findings')) ? listNames('findings').filter((name) => name !== 'index').sort() : []
  return listPages('Rules', rules.map((name) => `findings/${name}`))
}

// The pages of the reference as the index of the reference has them, under its headings.
function listReference() {
  const index = readFileSync(join(pages, 'reference/index.md'), 'utf8')
  return index.split(/^## /m).slice(1).map((section) => ({
    text: section.split('\n')[0],
    items: [...section.matchAll(/^- \[(.+?)\]\((.+?)\.md\)/gm)].map(([, text, page]) => ({
      text: text.replaceAll('\\', '').replace(/^about_Authentik_/, ''),
      link: `/reference/${page}`,
    })),
  }))
}

const start = listPages('Start', ['index', 'first-steps', 'readme', 'install', 'commands'])
const topics = listReference().filter((group) => group.text === 'Topics').map((group) => ({ ...group, text: 'How it works' }))
const project = listPages('The project', ['changelog', 'performance', 'contributing', 'architecture', 'book', 'sandbox', 'security'])

export default defineConfig({
  title: 'Authentik for PowerShell',
  description: 'Administer authentik, the identity provider, from PowerShell.',
  lang: 'en',
  base: site.base,
  srcDir: 'pages',
  outDir: site.output,
  cleanUrls: true,
  // What all pages share is a file of its own.
  metaChunk: true,
  markdown: {
    // The pages are plain Markdown: nothing in them is HTML, an attribute or a template.
    html: false,
    linkify: false,
    attrs: { disable: true },
    anchor: { slugify },
    languages: ['powershell', transcript],
    config: (md) => addCommandLinks(md, commands, site.base),
  },
  transformPageData: (page) => {
    if (page.relativePath.startsWith('reference/')) {
      const pageClass = isCommand(page.relativePath) ? 'command' : undefined
      return { frontmatter: { ...page.frontmatter, pageClass, prev: false, next: false } }
    }
  },
  // A picture is a file of its own, however small.
  vite: { build: { assetsInlineLimit: 0 } },
  themeConfig: {
    nav: [
      { text: 'First steps', link: '/first-steps' },
      { text: 'Commands', link: '/reference/' },
    ],
    sidebar: {
      '/reference/': [{ text: 'Commands', link: '/reference/' }, ...listReference()],
      '/findings/': [{ text: 'Findings', link: '/findings/' }, ...listFindings()],
      '/': [...start, ...listGuides(), ...topics, { text: 'Findings', link: '/findings/' }, { text: 'Commands', link: '/reference/' }, ...project],
    },
    outline: { level: [2, 3] },
    socialLinks: site.repository ? [{ icon: 'github', link: site.repository }] : [],
    externalLinkIcon: true,
    search: {
      provider: 'local',
      options: {
        miniSearch: { options: { tokenize }, searchOptions: { boost: { title: 6, text: 2, titles: 1 }, boostDocument: rank } },
        _render: (text, env, md) => renderForSearch(text, env, md, isCommand, words),
      },
    },
  },
})
