#include "reports/html_style.hpp"

namespace doublecheck::reports {
namespace {

constexpr std::string_view kStyleSheet = R"css(
:root {
  color-scheme: light dark;
  --paper: #f3f4f7; --card: #ffffff; --raised: #f7f8fa; --ink: #1a1f26; --muted: #57606b; --line: #dfe3e8;
  --accent: #0a5cad; --accent-soft: #e4eefa;
  --good: #1a6f37; --good-soft: #e2f3e7; --bad: #b3261e; --bad-soft: #fbe6e4; --warn: #875a00; --warn-soft: #fbf0d5;
  --lane: #a9b3bf; --band: #f6f7f9; --phone: #e8f1ea; --bubble: #ffffff;
  --c0: #0a5cad; --c1: #c2410c; --c2: #15803d; --c3: #7e22ce; --c4: #a16207; --c5: #0e7490;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #0e1217; --card: #161b22; --raised: #1c222b; --ink: #e5e9ef; --muted: #9ba6b3; --line: #2b333e;
    --accent: #74b4ff; --accent-soft: #16304d;
    --good: #63cf85; --good-soft: #14301f; --bad: #ff8a80; --bad-soft: #431b1a; --warn: #e9bd5a; --warn-soft: #3a2c0c;
    --lane: #5c6875; --band: #1a2029; --phone: #1a2a22; --bubble: #24332b;
    --c0: #74b4ff; --c1: #ff9d66; --c2: #63cf85; --c3: #cf9bff; --c4: #e9bd5a; --c5: #5fd0e0;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-behavior: auto; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial, sans-serif; }
main, .masthead, footer { max-width: 1180px; margin: 0 auto; padding: 0 24px; }
a { color: var(--accent); }
a:focus-visible, summary:focus-visible, .scroll:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
code { font: 0.88em/1.4 ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace;
  background: var(--raised); border: 1px solid var(--line); border-radius: 5px; padding: 1px 6px;
  overflow-wrap: anywhere; box-decoration-break: clone; -webkit-box-decoration-break: clone; }
h1 { font-size: 2.1rem; line-height: 1.15; margin: 6px 0 10px; letter-spacing: -0.015em; text-wrap: balance; }
h2 { font-size: 1.6rem; line-height: 1.2; margin: 2px 0 6px; letter-spacing: -0.01em; text-wrap: balance; }
h3 { font-size: 1.15rem; margin: 34px 0 12px; }
h4 { font-size: 1rem; margin: 24px 0 10px; }
.masthead { padding-top: 34px; padding-bottom: 22px; }
.wordmark { display: flex; align-items: center; gap: 9px; margin: 0; font-weight: 650; color: var(--muted); }
.logo { width: 28px; height: 16px; fill: none; stroke: var(--accent); stroke-width: 2.6; stroke-linecap: round;
  stroke-linejoin: round; }
.masthead .command { margin: 0; color: var(--muted); }
.scroll { overflow-x: auto; }
.badge { display: inline-flex; align-items: baseline; gap: 6px; font-weight: 600; }
.badge .icon { align-self: center; }
.icon { width: 1.05em; height: 1.05em; flex: none; }
.icon .body { fill: currentColor; }
.icon .sign { fill: none; stroke: var(--card); stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; }
.badge.holds, .badge.expected { color: var(--good); }
.badge.violated, .badge.surprise { color: var(--bad); }
.badge.inconclusive { color: var(--warn); }
.badges { display: flex; flex-wrap: wrap; gap: 8px; margin: 14px 0; }
.badges .badge { padding: 4px 14px 4px 10px; border-radius: 999px; }
.badges .holds, .badges .expected { background: var(--good-soft); }
.badges .violated, .badges .surprise { background: var(--bad-soft); }
.badges .inconclusive { background: var(--warn-soft); }
table { border-collapse: collapse; width: 100%; font-size: 0.94rem; }
th, td { text-align: left; vertical-align: top; padding: 9px 14px 9px 0; border-bottom: 1px solid var(--line); }
tbody tr:last-child > * { border-bottom: 0; }
th:last-child, td:last-child { padding-right: 0; }
thead th { font-size: 0.8rem; font-weight: 600; color: var(--muted); border-bottom: 1px solid var(--lane);
  white-space: nowrap; vertical-align: bottom; }
tbody th { font-weight: 600; }
.figure, .figures td { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.figures thead th:not(:first-child) { text-align: right; }
.figures td { font-size: 0.98rem; }
.statement { display: block; font-weight: 400; color: var(--muted); max-width: 60ch; }
.statement::first-letter { text-transform: uppercase; }
.properties .statement { font-size: 0.87rem; line-height: 1.4; }
.id { font-weight: 650; letter-spacing: 0.01em; }
.requirements td, .properties td { white-space: nowrap; }
td.requirements { white-space: normal; min-width: 6em; }
tr.surprise > :first-child { box-shadow: inset 3px 0 0 var(--bad); padding-left: 12px; }
nav .index, .requirements { background: var(--card); }
nav { background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: 8px 24px; margin-bottom: 26px; }
.scenario, .requirements:is(section) { background: var(--card); border: 1px solid var(--line); border-radius: 14px;
  padding: 26px 30px 30px; margin-bottom: 26px; }
.scenario { border-top: 6px solid var(--good); }
.scenario.surprise { border-top-color: var(--bad); }
.eyebrow { margin: 0; font-size: 0.86rem; color: var(--muted); font-weight: 600; }
.question { margin: 0; font-size: 1.08rem; color: var(--muted); }
.scope { font-size: 1.02rem; margin: 14px 0; max-width: 85ch; }
.aside { color: var(--muted); font-size: 0.9rem; margin: 10px 0; max-width: 95ch; }
.facts { display: flex; flex-wrap: wrap; gap: 12px 34px; margin: 16px 0 0; }
.facts + .scroll { margin-top: 20px; }
.facts .wide { flex-basis: 100%; }
.facts dt { font-size: 0.78rem; color: var(--muted); }
.facts dd { margin: 0; font-variant-numeric: tabular-nums; }
.counterexample { margin: 0; }
.sentence { font-size: 1.5rem; line-height: 1.3; font-weight: 600; margin: 0 0 6px; padding-left: 18px;
  border-left: 5px solid var(--bad); max-width: 44em; text-wrap: pretty; }
.counterexample > .scroll { margin: 18px 0 10px; }
summary { cursor: pointer; color: var(--accent); font-weight: 600; }
.other { border-top: 1px solid var(--line); margin-top: 18px; padding-top: 14px; }
.other .counterexample { margin-top: 16px; }
.other .sentence { font-size: 1.15rem; }
.steps { padding-left: 1.8em; max-width: 85ch; }
.steps li { margin: 6px 0; }
.need, .predicates { color: var(--muted); font-size: 0.9em; }
.reasons { margin-bottom: 14px; }
.key { display: flex; flex-wrap: wrap; gap: 4px 22px; list-style: none; margin: 8px 0 14px; padding: 0;
  color: var(--muted); font-size: 0.87rem; }
.key li { display: flex; align-items: center; gap: 7px; }
.key svg { width: 30px; height: 16px; flex: none; }
.diagram { display: block; width: 100%; height: auto; font-size: 13px; }
.diagram text { fill: var(--ink); font-family: inherit; }
.band { fill: none; }
.band.even { fill: var(--band); }
.number-ground { fill: var(--card); stroke: var(--lane); }
.diagram .number { text-anchor: middle; font-size: 12px; font-weight: 600; }
.lifeline { stroke: var(--lane); stroke-width: 1.5; }
.head { fill: var(--raised); stroke: var(--lane); }
.diagram .head-name { font-size: 14px; font-weight: 650; }
.diagram .head-title { font-size: 12px; fill: var(--muted); }
.party-line { fill: none; stroke: var(--muted); stroke-width: 1.4; stroke-linecap: round; stroke-linejoin: round; }
.strip-ground { fill: var(--phone); }
.diagram .strip-name { text-anchor: middle; font-weight: 650; }
.diagram .strip-message { text-anchor: middle; fill: var(--muted); font-size: 12px; }
.mark-history { stroke: var(--good); stroke-width: 1.5; opacity: 0.45; }
.bubble { fill: var(--bubble); stroke: var(--good); stroke-opacity: 0.55; }
.mark-line { fill: none; stroke: var(--ink); stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; }
.arrow { fill: none; stroke: var(--accent); stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; }
.arrowhead { fill: var(--accent); }
.on-its-way { stroke-dasharray: 1.5 5; }
.arrow.lost { stroke: var(--bad); stroke-dasharray: 6 4; }
.cross path { fill: none; stroke: var(--bad); stroke-width: 2.4; stroke-linecap: round; }
.diagram .label { text-anchor: middle; font-weight: 600; paint-order: stroke; }
.diagram .label.lost { fill: var(--bad); }
.diagram .label.begins { text-anchor: start; }
.diagram .label.ends { text-anchor: end; }
.event { fill: var(--card); stroke: var(--muted); stroke-width: 1.8; }
.event.bad { fill: var(--bad); stroke: var(--bad); }
.note-ground { fill: none; }
.note-ground.bad { fill: var(--bad-soft); }
.diagram .note.bad { fill: var(--bad); font-weight: 600; }
.rule { stroke: var(--warn); stroke-width: 1.5; stroke-dasharray: 5 4; }
.rule-ground { fill: var(--warn-soft); }
.diagram .rule-words { fill: var(--warn); font-weight: 600; }
.cycle { fill: none; stroke: var(--warn); stroke-width: 2; }
.cycle-head { fill: var(--warn); }
.chart { margin: 22px 0; overflow-x: auto; }
.chart > svg { display: block; width: 100%; max-width: 900px; height: auto; min-width: 520px; font-size: 12px; }
.chart text { fill: var(--muted); }
.tick.x { text-anchor: middle; }
.tick.y { text-anchor: end; }
.grid { stroke: var(--line); fill: none; }
.curve { fill: none; stroke-width: 2.2; stroke-linejoin: round; }
.point { stroke: var(--card); stroke-width: 1.5; }
.c0 { stroke: var(--c0); } .c1 { stroke: var(--c1); } .c2 { stroke: var(--c2); }
.c3 { stroke: var(--c3); } .c4 { stroke: var(--c4); } .c5 { stroke: var(--c5); }
.curve.c1 { stroke-dasharray: 8 4; } .curve.c2 { stroke-dasharray: 2 4; } .curve.c3 { stroke-dasharray: 12 4 2 4; }
.curve.c4 { stroke-dasharray: 5 2; } .curve.c5 { stroke-dasharray: 1 3; }
.point.c0 { fill: var(--c0); } .point.c1 { fill: var(--c1); } .point.c2 { fill: var(--c2); }
.point.c3 { fill: var(--c3); } .point.c4 { fill: var(--c4); } .point.c5 { fill: var(--c5); }
circle.point { stroke: var(--card); }
.series { margin: 10px 0 18px; }
.series .series-title { fill: var(--ink); font-weight: 600; }
.fault { fill: var(--bad); opacity: 0.16; }
.band-swatch { width: 30px; height: 12px; background: var(--bad); opacity: 0.25; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 24px; list-style: none; padding: 0 0 0 58px; margin: 8px 0 0;
  font-size: 0.9rem; }
.legend li { display: flex; align-items: center; gap: 8px; }
.swatch { width: 30px; height: 8px; flex: none; }
.compared + .aside { margin-top: 4px; }
.bar { width: 110px; height: 9px; margin-right: 8px; }
.beside { display: inline-block; min-width: 7.8em; }
.bar-whole { fill: var(--line); }
.bar-part { fill: var(--accent); }
.finding { color: var(--warn); background: var(--warn-soft); border-radius: 8px; padding: 8px 14px; }
.level { fill: var(--accent); }
.actions .statement { font-size: 0.87rem; min-width: 13em; }
.figures td.why { text-align: left; white-space: normal; font-size: 0.9rem; color: var(--warn); }
.actions code { white-space: nowrap; }
.parts { max-width: 620px; }
.parts .statement { font-size: 0.87rem; }
.parts .statement::first-letter { text-transform: none; }
.parts .field th { font-weight: 400; padding-left: 22px; }
.parts .field td, .parts .field th { border-bottom: 0; padding-top: 3px; padding-bottom: 3px; }
.advice li { margin: 4px 0; }
.matrix ul { list-style: none; margin: 0; padding: 0; }
.matrix li { display: flex; flex-wrap: wrap; gap: 0 12px; }
.matrix td { white-space: normal; }
.matrix li .badge { min-width: 13em; }
.matrix .where { flex: 1 1 20em; white-space: normal; font-size: 0.87rem; }
.matrix th .where, .matrix th .tests { display: block; font-weight: 400; }
footer { color: var(--muted); font-size: 0.85rem; padding-bottom: 40px; }
@media (max-width: 640px) {
  main, .masthead, footer { padding-left: 12px; padding-right: 12px; }
  .scenario, .requirements:is(section) { padding: 18px 16px 22px; }
  nav { padding: 6px 16px; }
  h1 { font-size: 1.6rem; } h2 { font-size: 1.3rem; }
  .sentence { font-size: 1.2rem; padding-left: 12px; }
  .legend { padding-left: 0; }
  .matrix li .badge { min-width: 0; }
  .statement::first-letter { text-transform: uppercase; }
.properties .statement { min-width: 15em; }
}
@media print {
  :root { --paper: #ffffff; }
  body { font-size: 10.5pt; }
  main, .masthead, footer { max-width: none; padding-left: 0; padding-right: 0; }
  .scenario, .requirements:is(section), nav { border-radius: 0; border-left: 0; border-right: 0; border-bottom: 0;
    padding-left: 0; padding-right: 0; }
  .scenario { break-before: page; }
  .scenario:only-of-type, nav + .scenario { break-before: auto; }
  tr, .strip, figcaption, .chart { break-inside: avoid; }
  h3, h4, thead { break-after: avoid; }
  .scroll, .chart { overflow: visible; }
  .diagram, .chart > svg { min-width: 0 !important; max-height: 240mm; }
  .properties td, .figure, .figures td { white-space: normal; }
  details::details-content { content-visibility: visible; block-size: auto; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
)css";

}  // namespace

std::string_view style_sheet() { return kStyleSheet; }

}  // namespace doublecheck::reports
