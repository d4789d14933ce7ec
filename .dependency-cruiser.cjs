/** The arrows of the house: main → commands, reactions, schedule, integrations → nouns → kernel → events. */
const nouns = [
  'batches',
  'stores',
  'staff',
  'suppliers',
  'people',
  'erasures',
  'orders',
  'reconciliations',
  'purchase-orders',
  'pictures',
  'reaches',
  'shipments',
  'fulfilments',
  'cancellations',
  'conversations',
  'checkpoints',
  'cases',
  'order-desk',
  'tracking-imports',
  'refunds',
  'changes',
  'questions',
  'late',
  'complaints',
  'returns',
  'mails',
  'proposals',
  'work',
  'resources',
  'exports',
  'papers',
  'set-up',
  'digests',
  'customers',
]
/** Among the nouns the arrows run one way; each may use those before it. */
const oneWay = nouns.map((noun, index) => ({
  name: `${noun}-know-only-nouns-before-them`,
  severity: 'error',
  from: { path: `^src/${noun}/` },
  to: { path: `^src/(${nouns.slice(index + 1).join('|') || 'none'})/` },
}))

/** Among the rooms of the kernel too; `asking` is inside the one transaction, `carrying` and `hearing` are outside it; `pages` is what all pages of ours draw alike, `connecting` holds what an integration is. */
const rooms = ['words', 'sheets', 'shapes', 'ground', 'asking', '(carrying|hearing)', 'pages', 'connecting']
const downstairs = rooms.map((room, index) => ({
  name: `kernel-${room}-knows-only-rooms-below`,
  severity: 'error',
  from: { path: `^src/kernel/${room}/` },
  to: {
    path: `^src/kernel/(?!(${rooms.slice(0, index).join('|') || 'none'})/)`,
    pathNot: `^src/kernel/${index === 5 ? '$1' : room}/`,
  },
}))

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'events-import-nothing', severity: 'error', from: { path: '^src/events\\.ts$' }, to: { path: '.' } },
    {
      name: 'kernel-knows-no-business',
      severity: 'error',
      from: { path: '^src/kernel/' },
      to: { path: '^src/(?!kernel/|events\\.ts$)' },
    },
    {
      name: 'nouns-know-no-outside-and-no-wiring',
      severity: 'error',
      from: { path: `^src/(${nouns.join('|')}|sample)/` },
      to: {
        path: '^src/(integrations|main|house|business|commands|reactions|tasks|case-kinds|holdings|schedule|config|sample)(/|\\.ts$)',
        pathNot: '^src/sample/',
      },
    },
    {
      name: 'integrations-know-the-kernel-alone',
      comment: 'What an order and a refund are when they come in are public words; no other inside of a noun is.',
      severity: 'error',
      from: { path: '^src/integrations/' },
      to: { path: '^src/(?!kernel/|events\\.ts$|integrations/|orders/incoming-(order|refund)\\.ts$)' },
    },
    {
      name: 'integrations-know-no-other',
      severity: 'error',
      from: { path: '^src/integrations/([^/]+)/' },
      to: { path: '^src/integrations/([^/]+)/', pathNot: '^src/integrations/$1/' },
    },
    {
      name: 'only-main-knows-all',
      severity: 'error',
      from: { path: '^src/(house|business|commands|reactions|tasks|case-kinds|holdings|schedule|config)\\.ts$' },
      to: { path: '^src/(integrations|main)' },
    },
    {
      name: 'nothing-knows-the-rehearsal',
      severity: 'error',
      from: { path: '^src/(?!rehearsal/)' },
      to: { path: '^src/rehearsal/' },
    },
    {
      name: 'the-rehearsal-knows-pure-rules-alone',
      comment: 'It replays with the rules of the live clock, and reaches no database and no chat.',
      severity: 'error',
      from: { path: '^src/rehearsal/' },
      to: {
        path: '^src/',
        pathNot: [
          '^src/rehearsal/',
          '^src/kernel/words/(refusal|text)\\.ts$',
          '^src/kernel/sheets/(decode|encoding|guess-encoding)\\.ts$',
          '^src/cases/budget\\.ts$',
          '^src/late/(notice|rules|verdict)\\.ts$',
          '^src/suppliers/(allowance|calendar|closures|hours|wall-clock|zone)\\.ts$',
        ],
      },
    },
    ...downstairs,
    ...oneWay,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.json$' },
    parser: 'swc',
    enhancedResolveOptions: { extensions: ['.ts', '.js'] },
  },
}
