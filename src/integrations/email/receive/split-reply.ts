import EmailReplyParser from 'email-reply-parser'

/** What is new in a mail, and all of the mail. */
export type SplitReply = { fresh: string; hasMore: boolean }

/** The line that our mails begin with, under which they are quoted: see `REPLY_LINE`. */
const MARK = /reply above this line/i

/** How much of a mail is looked at for where the new ends. What is beyond that is shown by *whole mail* alone. */
const MOST = 20_000
const LONGEST_LINE = 1_000
/** How many lines of a forwarded head may stand together. */
const HEAD = 6

/**
 * What somebody wrote new in a mail: nothing of what they quote, no signature. Where all of it seems to be quoted, all
 * of it is new, so that nothing is lost. Pure.
 */
export function splitReply(text: string): SplitReply {
  const all = text.replaceAll('\r', '').trim()
  const lines = upToMark(shortened(all))
  const head = lines.slice(0, headAt(lines) ?? lines.length).join('\n')
  const visible = new EmailReplyParser().read(head).getVisibleText().trim()
  const fresh = (visible.length < head.length ? withoutIntroduction(visible.split('\n')) : visible) || head.trim()
  return fresh ? { fresh, hasMore: fresh !== all } : { fresh: all.slice(0, MOST), hasMore: all.length > MOST }
}

/** Lines of bounded length, with no more than one empty line between two: the library's patterns look back and forth over them. */
function shortened(text: string): readonly string[] {
  const lines = text
    .slice(0, MOST)
    .split('\n')
    .map(line =>
      line
        .replaceAll(/[\u00A0\t]/g, ' ')
        .slice(0, LONGEST_LINE)
        .trimEnd(),
    )
  return lines.filter((line, index) => line !== '' || lines[index - 1] !== '')
}

/** Without the line that our mails begin with, what follows it, and the words with which a client introduces it. */
function upToMark(lines: readonly string[]): readonly string[] {
  const at = lines.findIndex(line => MARK.test(line))
  if (at < 0) return lines
  return withoutIntroduction(lines.slice(0, at)).split('\n')
}

function withoutIntroduction(lines: readonly string[]): string {
  const last = lines.findLastIndex(line => !isIntroduction(line))
  return lines.slice(0, last + 1).join('\n')
}

/** `>`, `On Friday Lumen wrote:`, `пятница, Shop <…> написал:`, `________`: what clients put between the new and the old. */
function isIntroduction(line: string): boolean {
  const bare = line.replace(/^[>\s]+/, '')
  if (bare === '' || /^[_-]{3,}$/.test(bare) || isHead(bare)) return true
  return /[:：<]$/.test(bare) && /@|20\d\d/.test(bare)
}

/** What the lines of a mail's head are called, as clients quote it in their languages. */
const LABELS = [
  ...['from', 'sent', 'date', 'to', 'cc', 'subject', 'reply-to', 'importance'],
  ...[
    'von',
    'gesendet',
    'datum',
    'an',
    'betreff',
    'de',
    'envoyé',
    'date',
    'à',
    'objet',
    'enviado',
    'para',
    'asunto',
    'fecha',
  ],
  ...['da', 'inviato', 'data', 'a', 'oggetto', 'enviada em', 'assunto', 'van', 'verzonden', 'aan', 'onderwerp'],
  ...[
    'från',
    'skickat',
    'till',
    'ämne',
    'fra',
    'sendt',
    'til',
    'emne',
    'lähettäjä',
    'lähetetty',
    'vastaanottaja',
    'aihe',
  ],
  ...['od', 'wysłano', 'do', 'temat', 'odesláno', 'komu', 'předmět', 'от', 'отправлено', 'дата', 'кому', 'тема'],
  ...['发件人', '发送时间', '收件人', '抄送', '主题', '日期', '寄件者', '寄件日期', '收件者', '主旨', '寄件人'],
  ...['差出人', '送信日時', '宛先', '件名', '보낸 사람', '보낸 날짜', '받는 사람', '제목', 'gönderen', 'kime', 'konu'],
]
const HEADS = new Set(LABELS)

function isHead(line: string): boolean {
  const bare = line.replaceAll('*', '').trimStart()
  const colon = bare.slice(0, 40).search(/[:：]/)
  return colon > 0 && HEADS.has(bare.slice(0, colon).trim().toLowerCase())
}

/** Where a mail's head is quoted with no other sign, as Outlook does: three of its lines together. */
function headAt(lines: readonly string[]): number | null {
  const at = lines.findIndex(
    (line, index) => isHead(line) && lines.slice(index, index + HEAD).filter(isHead).length >= 3,
  )
  if (at < 0) return null
  const before = (lines[at - 1] ?? '').trim()
  return at > 0 && /^[-_]{3,}/.test(before) ? at - 1 : at
}
