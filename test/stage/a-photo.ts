import { crc32, deflateSync } from 'node:zlib'

/** A PNG of noise, so that it has the bytes of a photo: 240 pixels a side, others by another `seed`. */
export function aPhoto(seed: string, side = 240): Buffer {
  const noise = Buffer.alloc((side + 1) * side, seed)
  for (let at = 0; at < noise.length; at += 1) noise[at] = at % (side + 1) === 0 ? 0 : crc32(noise.subarray(0, 4), at)
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  head.set([8, 0, 0, 0, 0], 8)
  const parts = [chunk('IHDR', head), chunk('IDAT', deflateSync(noise)), chunk('IEND', Buffer.alloc(0))]
  return Buffer.concat([Buffer.from('\u0089PNG\r\n\u001A\n', 'latin1'), ...parts])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const around = Buffer.alloc(8)
  around.writeUInt32BE(data.length, 0)
  around.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([around.subarray(0, 4), body, around.subarray(4)])
}
