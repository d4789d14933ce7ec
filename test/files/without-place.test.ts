import { expect, test } from 'vitest'
import { withoutPlace } from '../../src/kernel/ground/without-place.ts'

/** A TIFF head with an orientation (6) and a place (59° 20′), as phones write it. */
function exif(): Buffer {
  const head = Buffer.alloc(120)
  head.write('II*\0', 0, 'latin1')
  head.writeUInt32LE(8, 4)
  head.writeUInt16LE(2, 8)
  const entry = (at: number, tag: number, type: number, count: number, value: number) => {
    head.writeUInt16LE(tag, at)
    head.writeUInt16LE(type, at + 2)
    head.writeUInt32LE(count, at + 4)
    head.writeUInt32LE(value, at + 8)
  }
  entry(10, 0x01_12, 3, 1, 6)
  entry(22, 0x88_25, 4, 1, 40)
  head.writeUInt16LE(1, 40)
  entry(42, 2, 5, 3, 60)
  for (const [index, number] of [59, 1, 20, 1, 0, 1].entries()) head.writeUInt32LE(number, 60 + index * 4)
  return head
}

const jpeg = () =>
  Buffer.concat([
    Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, 128]),
    Buffer.from('Exif\0\0', 'latin1'),
    exif(),
    Buffer.from('the picture'),
  ])

test('a photo loses where it was taken, and stays upright', () => {
  const before = jpeg()
  const after = Buffer.from(withoutPlace(before))
  const head = 12
  expect(after.length).toBe(before.length)
  expect(after.readUInt16LE(head + 18)).toBe(6)
  expect(after.subarray(head + 42, head + 84).every(byte => byte === 0)).toBe(true)
  expect(after.toString('latin1')).toContain('the picture')
  expect(before.readUInt32LE(head + 60)).toBe(59)
})

test('so does what editors write as text', () => {
  const after = Buffer.from(withoutPlace(Buffer.from('<x exif:GPSLatitude="59,20.1N" exif:Other="kept"/>'))).toString()
  expect(after).not.toContain('59,20')
  expect(after).toContain('exif:Other="kept"')
})

test('any other file is kept byte by byte, and a broken head does no harm', () => {
  for (const bytes of [
    Buffer.from('%PDF-1.4'),
    Buffer.from('Exif\0\0II*\0\xff\xff\xff\xff', 'latin1'),
    Buffer.alloc(0),
  ])
    expect(Buffer.from(withoutPlace(bytes)).equals(bytes)).toBe(true)
})
