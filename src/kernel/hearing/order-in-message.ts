import { plain } from '../words/plain.ts'

/** What people put before an order's number, in the languages of shops. */
const SIGNS = [
  ...['#', '№', 'order', 'orders', 'so-', 'so', 'ord-', 'bestellung', 'commande', 'pedido', 'ordine', 'zamówienie'],
  ...['заказ', 'замовлення', '订单号', '订单', '訂單', '注文番号', '注文', '주문번호', '주문', 'sipariş', 'đơn hàng'],
]
const SIGN = `(?:${SIGNS.toSorted((one, two) => two.length - one.length).join('|')})`
/** Letters of scripts that set words apart by spaces: in the others a word may touch the number. */
const LETTER = String.raw`\p{L}--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]`
const NUMBER = new RegExp(
  `(?<![[${LETTER}]\\p{N}])${SIGN}(?:\\s*(?:no\\.?|nr\\.?|number|号))?[\\s:：]*[#№]?\\s*(\\d{2,12})(?!\\d)((?:[[${LETTER}]\\p{N}]|[@._\\/\\-])*)`,
  'giv',
)
const COLOUR = /(?:colou?r|hex|rgb|farbe|couleur|色)[^#]{0,20}$/iu

/**
 * The number of the order that a message names: `#1042`, `№1042`, `SO-1042`, `order no. 1042`, `订单1042`, and of
 * `Purchase order 1042-A` its order's. Null where it names none: a number that goes on (`#1042-EU`, `#1042.1`) is another
 * order's, and `#333333` of a colour is nobody's. Pure.
 */
export function orderInMessage(text: string): string | null {
  const folded = plain(text.replaceAll('№', '#'))
  for (const found of folded.matchAll(NUMBER)) {
    const [whole, number = '', rest = ''] = found
    const tail = rest.replace(/[._/-]+$/, '')
    // A single letter names one of its purchase orders.
    if (tail && !/^-[a-z]$/i.test(tail)) continue
    if (whole.startsWith('#') && isColour(number, folded.slice(0, found.index))) continue
    return number
  }
  return null
}

/** Six digits after a `#`, where the words before speak of a colour or the digits are those of a grey. */
function isColour(digits: string, before: string): boolean {
  if (digits.length !== 6 && digits.length !== 3) return false
  return COLOUR.test(before) || /^(\d)\1{5}$|^(\d\d)\2\2$/.test(digits)
}
