import countries from 'i18n-iso-countries'
import { describe, expect, test } from 'vitest'
import { countryName, findCountry, isCountry, readCountry } from '../../src/kernel/words/country.ts'
import { refusalOf } from '../stage/refusal.ts'

const codes = Object.keys(countries.getAlpha2Codes())
const iso = codes.filter(code => code !== 'XK')

test('all 249 countries of ISO 3166-1 lead from code to name and back to the same code', () => {
  expect(iso).toHaveLength(249)
  expect(codes.filter(code => findCountry(code.toLowerCase()) !== code)).toEqual([])
  expect(codes.filter(code => findCountry(countryName(code)) !== code)).toEqual([])
  expect(codes.filter(code => countryName(code) === code)).toEqual([])
})

test('what any listed language calls a country never leads to another one', () => {
  const wrong = countries
    .getSupportedLanguages()
    .flatMap(language =>
      Object.entries(countries.getNames(language, { select: 'official' })).filter(
        ([code, name]) => ![code, null].includes(findCountry(name)),
      ),
    )
  expect(wrong).toEqual([])
  expect(findCountry('Congo')).toBe(null)
})

describe('a name leads to the country of today', () => {
  test.each([
    ['Germany', 'DE'],
    ['Vietnam', 'VN'],
    ['Viet Nam', 'VN'],
    ['Serbia', 'RS'],
    ['Myanmar', 'MM'],
    ['Burma', 'MM'],
    ['Zimbabwe', 'ZW'],
    ['Benin', 'BJ'],
    ['Vanuatu', 'VU'],
    ['Yemen', 'YE'],
    ['France', 'FR'],
    ['Russia', 'RU'],
    ['UK', 'GB'],
    ['United Kingdom', 'GB'],
    ['U.S.A.', 'US'],
    ['USA', 'US'],
    ['South Korea', 'KR'],
    ['Hong Kong SAR', 'HK'],
    ['Czechia', 'CZ'],
    ['Türkiye', 'TR'],
    ['Turkey', 'TR'],
    ['Côte d’Ivoire', 'CI'],
    ['Deutschland', 'DE'],
    ['Österreich', 'AT'],
    ['日本', 'JP'],
    ['德国', 'DE'],
    ['Россия', 'RU'],
    ['भारत', 'IN'],
    ['Kosovo', 'XK'],
  ])('%s: %s', (name, code) => expect(findCountry(name)).toBe(code))
})

test.each(['ZZ', 'AN', 'EU', 'DD', 'CS', 'XX', 'Freedonia', '', '**'])('“%s” is refused as a country', text => {
  expect(isCountry(text)).toBe(false)
  expect(refusalOf(() => readCountry(text, 'Shipping Country'))).toBe(
    `Shipping Country “${text}” isn’t a country I know. Write its two letters, such as DE.`,
  )
})
