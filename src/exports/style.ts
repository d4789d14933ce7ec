/** How a paper looks on a screen, light or dark, and in print. */
export const STYLE = `
:root { --ink: #1d2430; --soft: #5b6675; --line: #dde3ea; --ground: #f5f7f9; --sheet: #fff; --ours: #2c5aa0; --theirs: #b5651d; --system: #8a94a1; --warn: #8a5a00; --warn-ground: #fff6e0; }
* { box-sizing: border-box }
body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.55 system-ui, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; overflow-wrap: anywhere }
main { max-width: 54rem; margin: 2rem auto; padding: 2.5rem 3rem; background: var(--sheet); border: 1px solid var(--line); border-radius: 10px }
header { border-bottom: 2px solid var(--ink); padding-bottom: 1rem; margin-bottom: 1.5rem }
.kind { margin: 0; color: var(--soft); font-size: .75rem; letter-spacing: .12em; text-transform: uppercase }
h1 { margin: .15rem 0; font-size: 1.75rem; line-height: 1.2; letter-spacing: -.01em }
.about { margin: 0; color: var(--soft); font-size: 1.05rem }
.state { display: inline-block; margin-left: .5rem; padding: .1rem .6rem; border: 1px solid var(--line); border-radius: 1rem; color: var(--ink); font-size: .8rem; white-space: nowrap }
h2 { margin: 2.5rem 0 .75rem; font-size: 1.1rem; break-after: avoid }
h3 { margin: 1.5rem 0 .25rem; color: var(--soft); font-size: .8rem; font-weight: 600; break-after: avoid }
p { margin: .4rem 0 }
.words { white-space: pre-wrap }
.note { color: var(--soft); font-size: .85rem }
dl { display: grid; grid-template-columns: minmax(8rem, max-content) 1fr; gap: .35rem 1.25rem; margin: 0 }
dt { color: var(--soft) } dd { margin: 0; white-space: pre-wrap }
time { font-variant-numeric: tabular-nums; white-space: nowrap }
small { color: var(--soft); font-size: .8rem; white-space: nowrap }
.scroll { overflow-x: auto } table { width: 100%; border-collapse: collapse; font-size: .9rem; overflow-wrap: break-word } td small { display: block } td code, td:first-child { white-space: nowrap }
th { color: var(--soft); font-weight: 500; text-align: left; vertical-align: bottom } th, td { padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); vertical-align: top }
tr { break-inside: avoid }
code { font: .78rem/1.4 ui-monospace, Menlo, Consolas, monospace; word-break: break-all }
ol.turns { list-style: none; margin: 0; padding: 0 }
.turn { display: grid; grid-template-columns: 8.5rem 1fr; gap: 0 1rem; padding: .45rem 0; break-inside: avoid }
.turn > .when small { display: block; line-height: 1.2 }
.what { border-left: 3px solid var(--system); padding-left: .85rem; min-width: 0 }
.turn.ours .what { border-color: var(--ours) } .turn.theirs .what { border-color: var(--theirs) }
.who b { font-weight: 600 }
.tag { color: var(--soft); font-size: .8rem }
.said { margin: .25rem 0; padding: .55rem .8rem; border-radius: 8px; background: var(--ground); white-space: pre-wrap }
.deleted .said { text-decoration: line-through; color: var(--soft) }
.files { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: 1rem; align-items: start }
figure { margin: 0; border: 1px solid var(--line); border-radius: 8px; overflow: hidden; break-inside: avoid }
figure img { display: block; width: 100%; max-height: 20rem; object-fit: contain; background: var(--ground) }
figcaption { padding: .6rem .8rem; font-size: .85rem }
.lacks { margin-bottom: 1.75rem; padding: .75rem 1.1rem; border-radius: 8px; background: var(--warn-ground); border: 1px solid #ecd9a8 }
.lacks h2 { margin: 0 0 .25rem; color: var(--warn); font-size: 1rem } .lacks ul { margin: .25rem 0; padding-left: 1.2rem }
footer { margin-top: 2.5rem; padding-top: .75rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .82rem }
a { color: var(--ours) }
@media (max-width: 40rem) { main { margin: 0; padding: 1.25rem; border: 0; border-radius: 0 } .turn, dl { grid-template-columns: 1fr } dd { margin-bottom: .4rem } }
@media screen and (prefers-color-scheme: dark) { :root { --ink: #e7ebf0; --soft: #98a3b1; --line: #313a47; --ground: #12161c; --sheet: #1a2029; --ours: #7fb0ff; --theirs: #f0a868; --warn: #ffd27a; --warn-ground: #2d2614 } .lacks { border-color: #54451d } }
@page { size: A4; margin: 16mm 15mm 18mm; @bottom-right { content: counter(page) " / " counter(pages); font: 9pt system-ui, sans-serif; color: #5b6675 } }
@media print { body { background: none; font-size: 10.5pt } main { margin: 0; padding: 0; border: 0; max-width: none } .screen { display: none } section.apart { break-before: page } a { color: inherit; text-decoration: none } }
`
