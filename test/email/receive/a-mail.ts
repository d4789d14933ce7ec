type Written = {
  headers?: Readonly<Record<string, string>>
  text?: string
  files?: readonly { name: string; type: string; bytes: Uint8Array }[]
}

const BOUNDARY = 'boundary-of-a-test'

/** A mail as it goes over the wire; `headers` stand in place of the usual ones. */
export function mailOf({ headers = {}, text = 'Hello', files = [] }: Written = {}): Buffer {
  const type = files.length > 0 ? `multipart/mixed; boundary="${BOUNDARY}"` : 'text/plain; charset=utf-8'
  const all = {
    From: 'Mei Lin <mei@lumen.example>',
    To: 'orders@shop.example',
    Subject: 'Re: 1042-A',
    'Message-ID': '<1@lumen.example>',
    'MIME-Version': '1.0',
    'Content-Type': type,
    'Content-Transfer-Encoding': '8bit',
    ...headers,
  }
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}`)
  const parts = files.map(({ name, type, bytes }) =>
    [
      `--${BOUNDARY}`,
      `Content-Type: ${type}; name="${name}"`,
      `Content-Disposition: attachment; filename="${name}"`,
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from(bytes).toString('base64'),
    ].join('\r\n'),
  )
  const words =
    files.length > 0 ? [`--${BOUNDARY}`, 'Content-Type: text/plain; charset=utf-8', '', text].join('\r\n') : text
  const body = files.length > 0 ? [words, ...parts, `--${BOUNDARY}--`].join('\r\n') : words
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}\r\n`)
}
