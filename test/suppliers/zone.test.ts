import { expect, test } from 'vitest'
import { Zone, zonesLike } from '../../src/suppliers/zone.ts'

const read = (typed: string) => {
  const { data, error } = Zone.safeParse(typed)
  return data ?? error?.issues[0]?.message
}

test('every zone that the runtime lists is taken, in any case', () => {
  const all = Intl.supportedValuesOf('timeZone')
  expect(all.filter(zone => read(zone) !== zone)).toEqual([])
  expect(all.filter(zone => read(zone.toLowerCase().replaceAll('_', ' ')) !== zone)).toEqual([])
})

test.each([
  ['Asia/Kolkata', 'Asia/Kolkata'],
  ['asia/kolkata', 'Asia/Kolkata'],
  ['Asia/Ho_Chi_Minh', 'Asia/Ho_Chi_Minh'],
  ['Europe/Kyiv', 'Europe/Kyiv'],
  ['Asia/Kathmandu', 'Asia/Kathmandu'],
  ['America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
  ['Etc/UTC', 'Etc/UTC'],
  ['utc', 'UTC'],
  ['Shanghai', 'Asia/Shanghai'],
  ['Shenzhen', 'Asia/Shanghai'],
  ['beijing', 'Asia/Shanghai'],
  ['Yiwu', 'Asia/Shanghai'],
  ['Mumbai', 'Asia/Kolkata'],
  ['Bangalore', 'Asia/Kolkata'],
  ['Barcelona', 'Europe/Madrid'],
  ['San Francisco', 'America/Los_Angeles'],
  ['new york', 'America/New_York'],
  ['London', 'Europe/London'],
  ['Sao Paulo', 'America/Sao_Paulo'],
  ['Kiev', 'Europe/Kiev'],
  ['China', 'Asia/Shanghai'],
  ['Vietnam', 'Asia/Ho_Chi_Minh'],
])('a zone or a large city, “%s”, is %s', (typed, zone) => expect(read(typed)).toBe(zone))

test.each([
  ['Shangai', 'I don’t know the zone “Shangai”. Did you mean Shanghai?'],
  ['Shenzen', 'I don’t know the zone “Shenzen”. Did you mean Shenzhen?'],
  ['Birmingham', '“Birmingham” could be Europe/London or America/Chicago. Write which'],
  ['Mumbia', 'I don’t know the zone “Mumbia”. Did you mean Mumbai?'],
  ['Mubai', 'I don’t know the zone “Mubai”. Write one such as Asia/Shanghai, or a large city nearby'],
  ['+08:00', 'I don’t know the zone “+08:00”. Write one such as Asia/Shanghai, or a large city nearby'],
  ['Narnia-by-Sea', 'I don’t know the zone “Narnia-by-Sea”. Write one such as Asia/Shanghai, or a large city nearby'],
])('“%s” is never taken for a place in another country', (typed, said) => expect(read(typed)).toBe(said))

test('a city is offered while it is typed', () => {
  expect(zonesLike('shenz')).toContainEqual({ value: 'Asia/Shanghai', label: 'Shenzhen (Asia/Shanghai)' })
  expect(zonesLike('kolk')).toContainEqual({ value: 'Asia/Kolkata', label: 'Kolkata (Asia/Kolkata)' })
  expect(zonesLike('a').length).toBeLessThanOrEqual(25)
})
