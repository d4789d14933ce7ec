/** Customers' names, notes and options, as the worst of them come. */
export const NASTY = [
  '<b>bold</b> & <script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  "' onmouseover='alert(1)",
  '&lt;not an entity&gt; &amp;amp;',
  '<!channel> <!here> <@U012AB3CD> <#C012AB3CD>',
  '@everyone @here <@&123456789> <@123456789>',
  '*stars* _lines_ ~waves~ `ticks` ```fence``` ||spoiler||',
  '[a link](https://evil.example) <https://evil.example|click>',
  'https://evil.example/path?x=1',
  '{{7*7}} #{7*7} <%= 7*7 %>',
  '> quote\n# heading\n- list\n1. one',
  ':smile: :+1:',
  '山田 太郎 · Иван Петров · שרה כהן · مريم · Þóra Ægisdóttir',
  '👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ﷽',
]

/** NUL, the escape that colours terminals, and the mark that turns text round. */
export const UNSHOWN = ['\0', '\u001B', '\u202E']
