// Builds ../data/countries.json and its checksum from Natural Earth 4.1 (public domain).
//
//   npm install --no-package-lock && npm run build
//
// Countries: world-atlas (countries, 50m). Rings stay arcs that neighbours share, as in TopoJSON:
// an arc of a ring is its number, or ~number where the ring runs it backwards.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import countries from "i18n-iso-countries";

const UNIT = 100; // steps per degree: 0.01 degrees, at most 0.8 km off; a place is held to 10 km
const topology = JSON.parse(readFileSync(new URL("node_modules/world-atlas/countries-50m.json", import.meta.url)));

// Areas that Natural Earth draws without a code of their own; places in any other are not held to a country.
const NAMED = { Kosovo: "XK", Somaliland: "SO", "N. Cyprus": "CY", "Siachen Glacier": null, "Indian Ocean Ter.": "AU", "Ashmore and Cartier Is.": "AU" };
const { scale, translate } = topology.transform;

// [x0, y0, dx1, dy1, ...] in steps of 1/UNIT degree; points that fall together are dropped.
function delta(arc) {
  const out = [];
  let [sx, sy, x, y] = [0, 0, 0, 0];
  arc.forEach(([dx, dy], index) => {
    [sx, sy] = [sx + dx, sy + dy];
    const [nx, ny] = [Math.round((sx * scale[0] + translate[0]) * UNIT), Math.round((sy * scale[1] + translate[1]) * UNIT)];
    if (index === 0 || nx !== x || ny !== y) out.push(nx - x, ny - y);
    [x, y] = [nx, ny];
  });
  return out;
}

const rings = {};
for (const { id, type, arcs, properties } of topology.objects.countries.geometries) {
  if (id === "010") continue; // Antarctica: its ring runs round the pole
  const code = properties.name in NAMED ? NAMED[properties.name] : id && countries.numericToAlpha2(id);
  if (code === null) continue;
  if (!code) throw new Error(`no code for ${properties.name}`);
  (rings[code] ??= []).push(...(type === "Polygon" ? [arcs] : arcs));
}

const map = {
  about: "Countries, Natural Earth 4.1, de facto borders; public domain. Arcs are [x0, y0, dx, dy, ...] in 1/unit degree, longitude first.",
  unit: UNIT,
  arcs: topology.arcs.map(delta),
  countries: Object.fromEntries(Object.keys(rings).sort().map((code) => [code, rings[code]])),
};
const bytes = `${JSON.stringify(map)}\n`;
writeFileSync(new URL("../data/countries.json", import.meta.url), bytes);
const digest = createHash("sha256").update(bytes).digest("hex");
writeFileSync(new URL("../data/countries.json.sha256", import.meta.url), `${digest}  countries.json\n`);
