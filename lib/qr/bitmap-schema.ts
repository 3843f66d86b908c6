import * as v from 'valibot';
import { BITMAP_SIDE, type Bitmap, bytesOf, SMALLEST_SIDE } from './bitmap.ts';

const base64Length = (bytes: number): number => Math.ceil(bytes / 3) * 4;
const SideSchema = v.pipe(v.number(), v.integer(), v.minValue(SMALLEST_SIDE), v.maxValue(BITMAP_SIDE));

/** Schema of a bitmap as a content script sends it. */
export const BitmapSchema: v.GenericSchema<Bitmap> = v.pipe(
  v.object({
    width: SideSchema,
    height: SideSchema,
    bits: v.pipe(
      v.string(),
      v.maxLength(base64Length(bytesOf(BITMAP_SIDE, BITMAP_SIDE))),
      v.regex(/^[A-Za-z0-9+/]*={0,2}$/),
    ),
  }),
  v.check(({ width, height, bits }) => bits.length === base64Length(bytesOf(width, height)), 'length of bits'),
);
