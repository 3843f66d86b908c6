export { type PageIdentity, PageIdentitySchema } from './schema.ts';
export { agreesWithBrand } from './second-key.ts';
export { whatPageSays } from './what-page-says.ts';
