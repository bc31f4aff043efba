// Opens the built site in Chromium and prints what is wrong with it, as JSON: node check.mjs SITE BASE CHROMIUM [SCREENSHOTS]
// Site.Tests.ps1 runs it and says what must hold.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { listPages, checkLinks } from './check/links.mjs'
import { startServer } from './check/server.mjs'

const [site, base, browserPath, screenshots] = process.argv.slice(2)
const widths = [390, 1280]
const schemes = ['light', 'dark']
const searches = [
  { words: 'Get-AuthentikUser', page: 'reference/Get-AuthentikUser', within: 1 },
  { words: 'New-AuthentikOAuth2Provider', page: 'reference/New-AuthentikOAuth2Provider', within: 1 },
  { words: 'create oauth2 provider', page: 'reference/New-AuthentikOAuth2Provider', within: 5 },
  { words: 'set password', page: 'reference/Set-AuthentikUserPassword', within: 5 },
  { words: 'reset password', page: 'reference/Set-AuthentikUserPassword', within: 3 },
  { words: 'reset mfa', page: 'reference/Remove-AuthentikAuthenticatorDevice', within: 5 },
  { words: 'add group member', page: 'reference/Add-AuthentikGroupMember', within: 5 },
  { words: 'offboarding', page: 'guides/offboarding', within: 3 },
]
const pictured = [
  '', 'readme', 'guides/offboarding', 'guides/oidc-application',
  'reference/', 'reference/core', 'reference/Set-AuthentikUserPassword', 'reference/about_Authentik_Sessions',
]

const pages = await listPages(site)
const links = await checkLinks(site, base, pages)
const found = {
  pages: pages.length, links: links.count, visited: 0, searches: 0, deadLinks: links.dead, foreign: links.foreign,
  console: [], wide: [], unreadable: [], schemes: [], search: [], navigation: [],
}

const server = await startServer(site, base)
const browser = await chromium.launch({ executablePath: browserPath })
try {
  const context = await browser.newContext()
  const page = await context.newPage()
  let current = ''
  page.on('console', (message) => message.type() === 'error' && found.console.push(`${current}: ${message.text()}`))
  page.on('pageerror', (error) => found.console.push(`${current}: ${error}`))
  // Chromium gives up what it fetches ahead when the reader goes on.
  page.on('requestfailed', (request) => {
    const { errorText } = request.failure()
    if (errorText !== 'net::ERR_ABORTED') found.console.push(`${current}: ${request.url()} ${errorText}`)
  })
  for (const path of choosePages(pages)) {
    current = path
    await open(page, path)
    await look(page, path)
    found.visited++
  }
  await page.setViewportSize({ width: 1280, height: 900 })
  for (const search of searches) {
    current = `search for ${search.words}`
    await checkSearch(page, search)
    found.searches++
  }
  current = 'navigation'
  await checkNavigation(page)
} finally {
  await browser.close()
  server.close()
}
console.log(JSON.stringify(found))

// A page is ready when its scripts run.
async function open(page, path) {
  await page.goto(server.address + path)
  await page.waitForFunction(() => document.querySelector('#app')?.__vue_app__)
}

// Every document and topic, and of the commands some of all kinds, with those that have the longest names.
function choosePages(all) {
  const reference = all.filter((path) => path.startsWith('reference/') && !path.includes('about_'))
  const longest = [...reference].sort((one, other) => other.length - one.length).slice(0, 3)
  const some = reference.filter((path, index) => index % 100 === 0)
  const documents = all.filter((path) => !reference.includes(path) && path !== '404')
  return [...new Set([...documents, ...longest, ...some, ...pictured.filter((path) => all.includes(path))])]
}

async function look(page, path) {
  for (const scheme of schemes) {
    await page.emulateMedia({ colorScheme: scheme })
    await page.waitForFunction(isShown, scheme, { timeout: 5000 }).catch(() => {})
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 })
      const seen = await page.evaluate(measure)
      const place = `/${path} at ${width}, ${scheme}`
      if (seen.width > width) found.wide.push(`${place}: ${seen.width} wide`)
      if (seen.size < 14 || seen.text < 300) found.unreadable.push(`${place}: ${JSON.stringify(seen)}`)
      if (seen.contrast < 4.5) found.schemes.push(`${place}: contrast ${seen.contrast}`)
      if (seen.isDark !== (scheme === 'dark')) found.schemes.push(`${place}: not in these colours`)
      if (screenshots && pictured.includes(path)) {
        await mkdir(screenshots, { recursive: true })
        await page.waitForTimeout(300)
        await page.screenshot({ path: join(screenshots, `${path.replaceAll('/', '_') || 'index'}-${width}-${scheme}.png`) })
      }
    }
  }
}

// These two run in the browser.
function isShown(scheme) {
  return document.documentElement.classList.contains('dark') === (scheme === 'dark')
}

function measure() {
  const content = document.querySelector('.vp-doc')
  const text = content.querySelector('p, li') ?? content
  const style = getComputedStyle(text)
  const linear = (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
  const luminance = (colour) => {
    const [r, g, b] = colour.match(/[\d.]+/g).slice(0, 3).map((part) => linear(part / 255))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const background = luminance(getComputedStyle(document.body).backgroundColor)
  const [low, high] = [luminance(style.color), background].sort((one, other) => one - other)
  return {
    width: document.documentElement.scrollWidth,
    text: Math.round(content.getBoundingClientRect().width),
    size: parseFloat(style.fontSize),
    contrast: (high + 0.05) / (low + 0.05),
    isDark: background < 0.5,
  }
}

async function checkSearch(page, { words, page: wanted, within }) {
  await open(page, '')
  await page.keyboard.press('Control+k')
  await page.fill('.VPLocalSearchBox input', words)
  await page.waitForSelector('.VPLocalSearchBox .result', { timeout: 10000 }).catch(() => {})
  await page.waitForTimeout(300)
  const results = await page.$$eval('.VPLocalSearchBox a.result', (all) => all.map((one) => one.getAttribute('href')))
  const first = results.map((result) => result.split('#')[0].replace(/\.html$/, '')).slice(0, within)
  if (!first.includes(base + wanted)) found.search.push(`'${words}' finds ${first.join(', ')}, and not ${wanted}`)
}

// From the start page to a command by its links, as a reader goes.
async function checkNavigation(page) {
  await open(page, '')
  await page.click('.VPNavBar a[href$="/reference/"]')
  try {
    await page.click('.vp-doc a[href="./core"]', { timeout: 10000 })
    await page.click('.vp-doc a[href="./Get-AuthentikUser"]', { timeout: 10000 })
    await page.waitForURL('**/reference/Get-AuthentikUser', { timeout: 10000 })
    await page.waitForSelector('.vp-doc h1#get-authentikuser', { timeout: 10000 })
  } catch (error) {
    found.navigation.push(`the way to Get-AuthentikUser ends at ${page.url()}: ${error}`)
  }
}
