/**
 * `hard`: the address takes nothing any more. `soft`: not now, or its mailbox is full. `policy`: the mail was refused
 * for what it is or whence it came, which is not the address's fault.
 */
export type Hardness = 'hard' | 'soft' | 'policy'

const FAILED =
  /undeliver|not (be )?deliver|could ?n[o']t|can ?not|unable to|fail|reject|refused|return(ed|ing) (mail|to|message)|unknown|not found|no such|does(n't| not) (exist|have)|permanent|\b[45]\.\d\.\d{1,3}\b|配信|エラー|存在|退信|not exist|unzustellbar|не удалось|delay|warning message|expired|suppress|invalid/i

/** Whether the words of a server may mean that something was not delivered. */
export const saysFailed = (words: string): boolean => FAILED.test(words)

/** `5.1.1` in `550 5.1.1 User unknown`; of a server's bare `550`, what that says. */
export function statusIn(text: string): string | null {
  const [, precise] = /(?:^|[^\d.])([245]\.\d{1,3}\.\d{1,3})(?!\.?\d)/.exec(text) ?? []
  if (precise) return precise
  const [, bare] = /(?:^|[^\d.-])([45][0-5]\d)[ -](?=\D)/.exec(text) ?? []
  return bare ? `${bare.charAt(0)}.0.0` : null
}

/** Of two, the one that says more: servers put `5.0.0` where they know better in words. */
export function betterStatus(status: string | null, other: string | null): string | null {
  return status && !status.endsWith('.0.0') ? status : (other ?? status)
}

const UNKNOWN =
  /user (is )?unknown|unknown (user|recipient|address|mailbox|local)|no such (user|recipient|mailbox|account|address|person|host)|does(n't| not) (exist|have an? )|not exist|invalid (recipient|mailbox|address|user)|mailbox (not found|unavailable|is inactive|disabled)|(recipient|address|user|account) (not found|unknown)|recipient address rejected: (user|unknown|undeliverable)|account (has been |is )?(disabled|inactive|suspended|closed)|host (unknown|not found)|domain (not found|does not)|name service error|no mailbox|not our customer|not listed|存在しない|宛先|unrouteable|no longer|has moved|(was|were) not found|couldn't be found/i
const FULL = /quota|mailbox (is )?(full|exceed)|full mailbox|insufficient (system )?(storage|disk)/i
const POLICY =
  /spam|\bspf\b|dkim|dmarc|block(ed|list)|black ?list|deny ?list|reputation|policy|\brbl\b|not authori[sz]ed|authentication|refused to talk|virus|banned|content (rejected|filter)|message (too (large|big)|size|length)|size limit|(size|limit|maximum) exceeded|exceeds|relay|unsolicited|security|too many|reverse dns|ptr record|access denied|greylist|junk/i

/** What a refusal means for the address, by its status (RFC 3463) and, where that says little, by its words. Pure. */
export function hardnessOf(status: string | null, words: string): Hardness {
  const [kind = '', subject = '', detail = ''] = status?.split('.') ?? []
  if (kind === '4') return 'soft'
  if (subject === '2' && detail === '2') return 'soft'
  if (subject === '1' && /^([1236]|10)$/.test(detail)) return 'hard'
  if (subject === '2' && detail === '1') return 'hard'
  if (FULL.test(words)) return 'soft'
  if (UNKNOWN.test(words)) return 'hard'
  if (/^[367]$/.test(subject) || POLICY.test(words)) return 'policy'
  return kind === '5' ? 'hard' : 'soft'
}

/** The line in which the other server says why: the first with a code, else the first that says what is wrong. */
export function lineThatSaysWhy(words: string): string {
  const lines = words.split('\n').map(line => line.trim().slice(0, 500))
  const says = (pattern: RegExp) => lines.find(line => pattern.test(line))
  return (
    lines.find(line => statusIn(line) !== null) ?? says(UNKNOWN) ?? says(FULL) ?? says(POLICY) ?? says(FAILED) ?? ''
  )
}
