"""How a brief looks as a web page, on a screen and printed."""

from typing import Final

from layers.briefs.slides_master import ACCENT, GREY, INK, NAVY, PALE, RULE

STYLE: Final = f"""<style>
html, body {{ height: auto; }}
body {{ background: #fff; color: #{INK}; }}
.brief-map {{ position: relative; height: 62vh; min-height: 420px; max-width: 1120px; margin: 0 auto;
  border: 1px solid #{RULE}; overflow: hidden; }}
.brief-map .folium-map {{ position: absolute; inset: 0; }}
.brief-map .atlas-box {{ position: absolute; }}
header.brief, main.brief {{ max-width: 1120px; margin: 0 auto; padding: 20px 24px; box-sizing: border-box; }}
header.brief {{ display: flex; justify-content: space-between; gap: 24px; align-items: flex-start;
  border-top: 6px solid #{NAVY}; }}
header.brief > div {{ min-width: 0; overflow-wrap: anywhere; }}
header.brief h1 {{ margin: 4px 0; font-size: 32px; line-height: 1.25; color: #{NAVY}; }}
header.brief .brand {{ margin: 0; color: #{ACCENT}; font-weight: 600; }}
header.brief .lead {{ margin: 0 0 8px; font-size: 17px; }}
header.brief .meta {{ margin: 0; color: #{GREY}; font-size: 13px; }}
.qr {{ margin: 0; width: 112px; flex: none; text-align: center; font-size: 12px; color: #{GREY}; }}
.qr img {{ width: 112px; height: 112px; display: block; }}
main.brief h2 {{ margin: 28px 0 10px; padding-left: 10px; border-left: 4px solid #{ACCENT};
  font-size: 19px; line-height: 1.3; color: #{NAVY}; overflow-wrap: anywhere; }}
main.brief a {{ color: #0072b2; overflow-wrap: anywhere; }}
.cards {{ display: grid; grid-template-columns: repeat(auto-fill, minmax(240px, 1fr)); gap: 10px; }}
.card {{ background: #{PALE}; padding: 10px 14px; display: flex; flex-direction: column; min-width: 0;
  overflow-wrap: anywhere; break-inside: avoid; }}
.card.saying {{ grid-column: 1 / -1; }}
.card .label {{ font-size: 13px; color: #{GREY}; }}
.card .value {{ font-size: 22px; font-weight: 650; color: #{NAVY}; line-height: 1.35; }}
.card.saying .value {{ font-size: 16px; font-weight: 400; color: #{INK}; }}
.basis {{ margin: 4px 0; font-size: 12px; color: #{GREY}; }}
.mark {{ text-decoration: none; font-size: 11px; }}
.wide {{ overflow-x: auto; }}
table {{ border-collapse: collapse; width: 100%; font-size: 14px; }}
th {{ background: #{NAVY}; color: #fff; text-align: left; padding: 7px 9px; font-weight: 600; }}
td {{ padding: 6px 9px; min-width: 4.5em; border-bottom: 1px solid #{RULE}; vertical-align: top; overflow-wrap: anywhere; }}
.right {{ text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }}
figure {{ margin: 0; }}
img.chart {{ width: 100%; max-width: 760px; display: block; }}
.pair {{ display: grid; grid-template-columns: repeat(auto-fit, minmax(min(420px, 100%), 1fr)); gap: 0 28px; }}
.pair > section {{ min-width: 0; }}
details {{ margin-top: 6px; font-size: 13px; }}
.small {{ font-size: 13px; }}
.small li {{ margin: 2px 0; overflow-wrap: anywhere; }}
li:target {{ background: #fdf0e9; }}
@media (max-width: 640px) {{ header.brief {{ flex-direction: column; }} }}
@media print {{
  .brief-map {{ height: 130mm; break-inside: avoid; }}
  .leaflet-control-zoom {{ display: none; }}
  main.brief h2 {{ break-after: avoid; }}
  figure, tr, .card {{ break-inside: avoid; }}
  * {{ print-color-adjust: exact; -webkit-print-color-adjust: exact; }}
}}
</style>
"""  # noqa: E501
