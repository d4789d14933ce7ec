import { words } from '../console/reader.ts'

/** A form on a page: where it is sent, what goes along, its fields by their labels and its buttons. */
export type SeenForm = {
  action: string
  isFiled: boolean
  hidden: Readonly<Record<string, string>>
  fields: readonly { name: string; label: string; value: string }[]
  buttons: readonly { label: string; name: string; value: string }[]
}

/** A browser without scripts: it keeps cookies, follows redirects and sends the forms that it sees. */
export type Visitor = {
  /** What its last page says, and its markup. */
  text(): string
  markup(): string
  status(): number
  /** Where it is. */
  at(): string
  headers(): Headers
  goes(address: string): Promise<void>
  follows(label: string): Promise<void>
  forms(): readonly SeenForm[]
  presses(label: string | RegExp): Promise<void>
  /** Fills in the form of the page, and sends it with that button. */
  submits(values: Readonly<Record<string, string | readonly File[]>>): Promise<void>
  /** Sends anything to any address, as nobody's page would. */
  sends(address: string, body: URLSearchParams): Promise<void>
  /** Sends what it sent last once more, as a reload does. */
  repeats(): Promise<void>
  /** The cookies that it keeps, as it sends them. */
  cookie(): string
  /** What it sent last. */
  sent(): { address: string; body: FormData | URLSearchParams }
}

export function visitor({ keepsCookies = true } = {}): Visitor {
  const cookies = new Map<string, string>()
  let page = { at: '', markup: '', status: 0, headers: new Headers() }
  let last: { address: string; body: FormData | URLSearchParams } | null = null

  const load = async (address: string, body?: FormData | URLSearchParams): Promise<void> => {
    const headers = { ...(cookies.size > 0 && { Cookie: self.cookie() }) }
    const answer = await fetch(address, { redirect: 'manual', headers, ...(body && { method: 'POST', body }) })
    for (const cookie of keepsCookies ? answer.headers.getSetCookie() : []) {
      const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split('=')
      if (/Max-Age=0/.test(cookie)) cookies.delete(name)
      else cookies.set(name, value)
    }
    const to = answer.headers.get('Location')
    if (to) return load(new URL(to, address).href)
    page = { at: address, markup: await answer.text(), status: answer.status, headers: answer.headers }
  }
  const post = (address: string, body: FormData | URLSearchParams) => {
    last = { address, body }
    return load(address, body)
  }
  const self: Visitor = {
    text: () => words(page.markup.replace(/<head>.*?<\/head>/s, '')),
    markup: () => page.markup,
    status: () => page.status,
    at: () => page.at,
    headers: () => page.headers,
    goes: address => load(address),
    async follows(label) {
      const links = [...page.markup.matchAll(/<a [^>]*href="([^"]*)"[^>]*>(.*?)<\/a>/gs)]
      const to = links.find(([, , inside = '']) => words(inside) === label)?.[1]
      if (!to) throw new Error(`no link ${label}, only ${links.map(([, , inside = '']) => words(inside)).join(', ')}`)
      await load(new URL(unescaped(to), page.at).href)
    },
    forms: () =>
      [...page.markup.matchAll(/<form ([^>]*)>(.*?)<\/form>/gs)].map(([, tag = '', inside = '']) =>
        readForm(tag, inside),
      ),
    async presses(label) {
      const isIt = (one: { label: string }) => (typeof label === 'string' ? one.label === label : label.test(one.label))
      const form = self.forms().find(({ buttons }) => buttons.some(isIt))
      const button = form?.buttons.find(isIt)
      if (!form || !button)
        throw new Error(
          `no button ${label}, only ${self
            .forms()
            .flatMap(one => one.buttons.map(two => two.label))
            .join(', ')}`,
        )
      const fields = Object.fromEntries(form.fields.flatMap(({ name, value }) => (value ? [[name, value]] : [])))
      const body = new URLSearchParams({
        ...form.hidden,
        ...fields,
        ...(button.name && { [button.name]: button.value }),
      })
      await post(new URL(form.action, page.at).href, body)
    },
    async submits(values) {
      const form = self.forms().find(({ hidden }) => 'token' in hidden)
      if (!form) throw new Error(`no form, but ${self.text()}`)
      const body = form.isFiled ? new FormData() : new URLSearchParams()
      for (const [name, value] of Object.entries(form.hidden)) body.append(name, value)
      for (const { name, label, value } of form.fields) {
        const given = values[label] ?? value
        if (typeof given === 'string') body.append(name, given)
        else for (const file of given) (body as FormData).append(name, file)
      }
      const unknown = Object.keys(values).filter(label => !form.fields.some(field => field.label === label))
      if (unknown.length > 0) throw new Error(`no ${unknown}, only ${form.fields.map(({ label }) => label).join(', ')}`)
      await post(new URL(form.action, page.at).href, body)
    },
    sends: (address, body) => post(address, body),
    cookie: () => [...cookies].map(one => one.join('=')).join('; '),
    repeats: () => post(self.sent().address, self.sent().body),
    sent() {
      if (!last) throw new Error('nothing was sent')
      return last
    },
  }
  return self
}

function readForm(tag: string, inside: string): SeenForm {
  const attribute = (text: string, name: string) => unescaped(new RegExp(`${name}="([^"]*)"`).exec(text)?.[1] ?? '')
  const hidden = [...inside.matchAll(/<input type="hidden" ([^>]*)>/g)].map(
    ([, one = '']) => [attribute(one, 'name'), attribute(one, 'value')] as const,
  )
  const buttons = [...inside.matchAll(/<button([^>]*)>(.*?)<\/button>/gs)].map(([, one = '', label = '']) => ({
    label: words(label),
    name: attribute(one, ' name'),
    value: attribute(one, ' value'),
  }))
  const fields = inside.split('<div class="field">').slice(1).map(readField)
  return {
    action: attribute(tag, 'action'),
    isFiled: tag.includes('multipart'),
    hidden: Object.fromEntries(hidden),
    ...{ fields, buttons },
  }
}

function readField(markup: string) {
  const label = /<label[^>]*>(.*?)(?:<span|\s*<\/label>)/s.exec(markup)?.[1] ?? ''
  const preset =
    /<option value="([^"]*)" selected>/.exec(markup)?.[1] ??
    /<textarea[^>]*>\n?(.*?)<\/textarea>/s.exec(markup)?.[1] ??
    /<input[^>]* value="([^"]*)"/.exec(markup)?.[1] ??
    ''
  return { label: words(label).trim(), name: /name="([^"]*)"/.exec(markup)?.[1] ?? '', value: unescaped(preset) }
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
}
const unescaped = (text: string) => text.replaceAll(/&(amp|lt|gt|quot|#39);/g, one => ENTITIES[one] ?? one)
