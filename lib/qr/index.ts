export type { Bitmap, Pixels } from './bitmap.ts';
export { BitmapSchema } from './bitmap-schema.ts';
export { readBitmap, readQrCodes } from './decode.ts';
export { readQrPicture } from './picture.ts';
