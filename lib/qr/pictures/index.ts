/** Door for pages: what is imported here holds no decoder. */
export { PictureLooker, type SeenPictures } from './look.ts';
