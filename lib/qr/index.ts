export type { Bitmap } from './bitmap.ts';
export { BitmapSchema } from './bitmap-schema.ts';
export { type Pixels, readBitmap, readQrCodes } from './decode.ts';
export { readQrPicture } from './picture.ts';
