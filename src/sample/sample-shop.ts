import type { IncomingOrder } from '../orders/incoming-order.ts'

/** Suppliers in four time zones, with who speaks for them and what they supply. */
export const SUPPLIERS = [
  {
    name: 'Lumen Works',
    zone: 'Asia/Shanghai',
    shipHours: 48,
    instructions: 'Neutral box, no invoice inside. Put our thank-you card on top.',
    room: 'lumen-works',
    contacts: ['Mei Lin', 'Chen Wei'],
    skus: ['LAMP-OAK', 'LAMP-ASH', 'BULB-E27'],
  },
  {
    name: 'Casa Cerámica',
    zone: 'Europe/Madrid',
    shipHours: 72,
    instructions: 'Double-walled carton for anything over 2 kg. Photograph the parcel before it leaves.',
    room: 'casa-ceramica',
    contacts: ['Lucía Ortega'],
    skus: ['BOWL-BLUE', 'VASE-TALL', 'MUG-SET4'],
  },
  {
    name: 'Northwind Prints',
    zone: 'America/Chicago',
    shipHours: 24,
    instructions: 'Roll posters in tubes, never fold.',
    room: 'northwind-prints',
    contacts: ['Dana Whitfield'],
    skus: ['POSTER-A2', 'FRAME-A2'],
  },
  {
    name: 'Anadolu Textiles',
    zone: 'Europe/Istanbul',
    shipHours: 48,
    instructions: 'Wrap in tissue. Returns go to our Izmir address.',
    room: 'anadolu-textiles',
    contacts: ['Emre Yılmaz'],
    skus: ['TOWEL-SAND', 'THROW-RED'],
    /** Who opens its pages in the portal too. */
    visitor: 'Emre Yılmaz',
  },
] as const

export const SAMPLE_SUPPLIERS: readonly string[] = SUPPLIERS.map(({ name }) => name)

type Line = readonly [sku: string | null, title: string, options: string | null, quantity: number, priceMinor: number]
type Row = {
  number: string
  /** Hours before now. */
  ago: number
  currency: string
  method: string
  to: readonly [name: string, street: string, postalCode: string, city: string, country: string, phone: string | null]
  note?: string
  lines: readonly Line[]
}

const OAK: Line = ['LAMP-OAK', 'Reading lamp', 'Oak', 1, 8_900]
const BOWL: Line = ['BOWL-BLUE', 'Serving bowl', 'Cobalt blue', 2, 3_450]
const POSTER: Line = ['POSTER-A2', 'Harbour poster', 'A2, matte', 1, 2_800]

/** Orders as a week brings them: names and addresses in several scripts, two suppliers on one, one that nobody supplies. */
const ROWS: readonly Row[] = [
  {
    number: '1038',
    ago: 70,
    currency: 'EUR',
    method: 'Standard',
    to: ['Jürgen Groß', 'Schönhauser Allee 17', '10119', 'Berlin', 'DE', '+49 30 901820'],
    lines: [OAK],
  },
  {
    number: '1039',
    ago: 61,
    currency: 'JPY',
    method: 'Express',
    to: ['田中 陽子', '神宮前 4-12-10', '150-0001', '東京都渋谷区', 'JP', '+81 3-3470-0000'],
    lines: [['VASE-TALL', 'Tall vase', 'Chalk', 1, 9_800]],
  },
  {
    number: '1040',
    ago: 50,
    currency: 'USD',
    method: 'Standard',
    to: ['Dolores O’Shea', '2210 W Cortland St, Apt 3R', '60647', 'Chicago', 'US', '+1 312 555 0142'],
    note: 'Please leave it with the doorman.',
    lines: [POSTER, ['FRAME-A2', 'Frame A2', 'Black', 1, 3_900]],
  },
  {
    number: '1041',
    ago: 33,
    currency: 'SAR',
    method: 'Express',
    to: ['محمد العلي', 'شارع التحلية ٢٨', '12241', 'الرياض', 'SA', '+966 11 200 0000'],
    lines: [['THROW-RED', 'Wool throw', 'Madder red', 1, 42_500]],
  },
  {
    number: '1042',
    ago: 20,
    currency: 'EUR',
    method: 'Express',
    to: ['Zoë Lindqvist', 'Västra Hamngatan 5', '411 17', 'Göteborg', 'SE', '+46 31 711 00 00'],
    note: 'A birthday present: no prices in the box, please.',
    lines: [OAK, ['BULB-E27', 'Warm bulb', 'E27, 4 W', 2, 650], BOWL],
  },
  {
    number: '1043',
    ago: 12,
    currency: 'KRW',
    method: 'Standard',
    to: ['김민준', '서울특별시 마포구 양화로 45', '04036', '서울', 'KR', '+82 2-332-0000'],
    lines: [['MUG-SET4', 'Mug, set of four', 'Speckled', 1, 58_000]],
  },
  {
    number: '1044',
    ago: 6,
    currency: 'EUR',
    method: 'Standard',
    to: ['Χρυσή Παπαδοπούλου', 'Ερμού 112', '105 54', 'Αθήνα', 'GR', null],
    lines: [['TOWEL-SAND', 'Bath towel', 'Sand', 4, 1_950], POSTER],
  },
  {
    number: '1045',
    ago: 3,
    currency: 'PLN',
    method: 'Economy',
    to: ['Łukasz Żółkiewski', 'ul. Świętojańska 3/7', '81-368', 'Gdynia', 'PL', '+48 58 661 00 00'],
    lines: [['CANDLE-FIG', 'Fig candle', '220 g', 2, 7_900]],
  },
  {
    number: '1046',
    ago: 1,
    currency: 'EUR',
    method: 'Standard',
    to: ['Ольга Петренко', 'вул. Хрещатик 22', '01001', 'Київ', 'UA', '+380 44 278 0000'],
    lines: [
      ['LAMP-ASH', 'Reading lamp', 'Ash', 1, 8_900],
      ['TOWEL-SAND', 'Bath towel', 'Sand', 2, 1_950],
    ],
  },
]

/** What was done about the oldest of them, so many hours ago: one is acknowledged and not shipped, one not even answered. */
export const SAMPLE_PAST = [
  { ago: 69, command: 'order.forward', input: { order: '1038' } },
  { ago: 62, command: 'po.acknowledge', input: { purchaseOrder: '1038-A' } },
  { ago: 31, command: 'order.forward', input: { order: '1041' } },
] as const

const worthOf = ({ lines }: Row) => lines.reduce((sum, [, , , quantity, price]) => sum + quantity * price, 0)

/** The sample orders, as a store would tell them at that moment. */
export function sampleOrders(now: Date): readonly IncomingOrder[] {
  return ROWS.map(row => {
    const placedAt = new Date(now.getTime() - row.ago * 3_600_000)
    const [name, street, postalCode, city, country, phone] = row.to
    return {
      store: { kind: 'sample', key: 'sample', name: 'Sample Shop' },
      externalId: row.number,
      number: row.number,
      placedAt,
      placedOffset: null,
      updatedAt: placedAt,
      timed: true,
      triggeredAt: null,
      cancelledAt: null,
      cancelReason: null,
      test: false,
      financialStatus: 'paid',
      cashOnDelivery: false,
      risk: null,
      pickup: false,
      currency: row.currency,
      totalMinor: worthOf(row),
      paidMinor: worthOf(row),
      shippingPaidMinor: 0,
      refundedMinor: 0,
      refunds: [],
      trackings: [],
      method: row.method,
      note: row.note ?? null,
      language: null,
      shipTo: {
        name,
        company: null,
        street,
        street2: null,
        city,
        region: null,
        postalCode,
        country,
        phone,
        email: null,
      },
      lines: row.lines.map(([sku, title, options, quantity, priceMinor], index) => ({
        externalId: String(index + 1),
        sku,
        title,
        options,
        ordered: quantity,
        quantity,
        fulfilled: 0,
        priceMinor,
        discountMinor: 0,
        taxMinor: 0,
        paidMinor: quantity * priceMinor,
        imageUrl: null,
        requiresShipping: true,
      })),
    }
  })
}
