/**
 * A name or number as people type it: full-width forms folded, nothing invisible, one space where there were several.
 */
export function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[\p{Default_Ignorable_Code_Point}\p{Cc}]+/gu, found => (/\s/.test(found) ? ' ' : ''))
    .replaceAll(/\s+/g, ' ')
    .trim()
}

/** How names are compared: ignoring case, spaces and the form of their letters. */
export function nameKey(text: string): string {
  return plain(text).toLowerCase()
}

/** The number of something as a person can type it: `#１０４２`, or `1042` with something invisible in it, is `1042`. */
export function plainNumber(written: string): string {
  return plain(written.replace(/^\s*[#＃№]\s*/u, ''))
}
