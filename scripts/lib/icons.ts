import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';

/** Edge lengths in pixels that the two browsers and the stores ask for. */
const SIZES = [16, 32, 48, 96, 128];

async function draw(svg: string, png: string, width: number, loadSystemFonts: boolean): Promise<void> {
  const source = await readFile(svg, 'utf8');
  const picture = new Resvg(source, { fitTo: { mode: 'width', value: width }, font: { loadSystemFonts } });
  const bytes = picture.render().asPng();
  const before = await readFile(png).catch(() => null);
  if (!before?.equals(bytes)) await writeFile(png, bytes);
}

/** Draws `public/icon/<size>.png` from the mark. A picture that would not change is left alone. */
export async function drawIcons(root: string): Promise<void> {
  const folder = join(root, 'public/icon');
  for (const size of SIZES) {
    const source = size === 16 ? 'ringfence-16.svg' : 'ringfence.svg';
    await draw(join(folder, source), join(folder, `${size}.png`), size, false);
  }
}

/** Draws the picture that the Chrome Web Store shows in its lists, 440 × 280. Its words need an installed font. */
export async function drawPromo(root: string): Promise<void> {
  const folder = join(root, 'docs/store');
  await draw(join(folder, 'promo.svg'), join(folder, 'promo-440x280.png'), 440, true);
}
