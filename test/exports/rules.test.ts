import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { personalDataIn } from '../../src/conversations/personal-data.ts'
import { inShop, inUtc, timeInShop } from '../../src/exports/stamp.ts'
import { withoutPersonalData } from '../../src/exports/without-personal-data.ts'

const shipTo = { street: 'Västra Hamngatan 5', street2: 'Apt 2', phone: '+46 31 711 00 00', email: 'zoe@example.com' }

describe('what is the customer’s own', () => {
  test.each([
    ['to Västra Hamngatan 5, please', 'to [street left out], please'],
    ['VASTRA\nHAMNGATAN, 5', '[street left out]'],
    ['Va\u0308stra Hamngatan 5', '[street left out]'],
    ['call 031-711 00 00 now', 'call [phone left out] now'],
    ['＋46 (0)31 711 00 00', '＋[phone left out]'],
    ['Zoe@Example.com.', '[e-mail left out].'],
    ['zoe@example.com-label.pdf', '[e-mail left out]-label.pdf'],
    ['Hamngatan 5 in Apt 2, order 1042', 'Hamngatan 5 in Apt 2, order 1042'],
    ['Västra Hamngatan 55', 'Västra Hamngatan 55'],
    ['½ kg, ﬁne, x²', '½ kg, ﬁne, x²'],
  ])('“%s” becomes “%s”', (text, cut) => {
    expect(withoutPersonalData(text, shipTo).normalize('NFKC')).toBe(cut.normalize('NFKC'))
  })

  test('is in no text afterwards, whatever stands around it', () => {
    const own = fc.constantFrom(...Object.values(shipTo))
    fc.assert(
      fc.property(
        fc.array(fc.oneof(own, fc.string({ unit: 'grapheme' }))),
        fc.constantFrom(' ', '', '\n'),
        (parts, by) => {
          expect(personalDataIn(withoutPersonalData(parts.join(by), shipTo), shipTo)).toEqual([])
        },
      ),
    )
  })

  test('is looked for as text, whatever signs it has', () => {
    const odd = { street: 'Rue (de) l’Été [4]*', street2: null, phone: null, email: 'a+b.c|d@x-y.example' }
    expect(withoutPersonalData('mail a+b.c|d@x-y.example', odd)).toBe('mail [e-mail left out]')
    expect(withoutPersonalData('rue de l’ete 4 it is', odd)).toBe('[street left out] it is')
  })
})

describe('a moment', () => {
  const at = new Date('2026-11-25T23:30:00Z')
  test('is in UTC and by the shop’s clock, with its day where that is another one there', () => {
    expect(inUtc(at)).toBe('2026-11-25 23:30 UTC')
    expect(inShop(at, 'Europe/Stockholm')).toBe('26 Nov, 00:30, Stockholm time')
    expect(timeInShop(at, 'Europe/Stockholm')).toBe('26 Nov, 00:30, Stockholm time')
    expect(timeInShop(new Date('2026-11-25T12:00:00Z'), 'Asia/Ho_Chi_Minh')).toBe('19:00 Ho Chi Minh time')
  })
  test('is told once where the shop lives by UTC', () => {
    for (const zone of ['UTC', 'Etc/UTC']) expect([inShop(at, zone), timeInShop(at, zone)]).toEqual([null, null])
  })
})
