const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/**
 * DPD's check character over a parcel number: ISO/IEC 7064 MOD 37,36.
 * Source: DPD Parcel Label Specification 2.4.1; github.com/jkeen/tracking_number_data CHECKSUM_ALGORITHMS.md.
 */
export function checkCharacter(serial: string): string {
  const size = ALPHABET.length
  let carry = size
  for (const character of serial) {
    const sum = (carry + ALPHABET.indexOf(character)) % size || size
    carry = (sum * 2) % (size + 1)
  }
  return ALPHABET.charAt((size + 1 - carry) % size)
}
