/** A number of UPS with the right check digit, made from another. */
export function upsNumber(from: number): string {
  const digits = `999AA1${String(from % 1_000_000_000).padStart(9, '0')}`
  const values = [...digits].map(one => (/\d/.test(one) ? Number(one) : (one.charCodeAt(0) - 63) % 10))
  const sum = values.reduce((all, value, at) => all + value * (at % 2 === 0 ? 1 : 2), 0)
  return `1Z${digits}${(10 - (sum % 10)) % 10}`
}
