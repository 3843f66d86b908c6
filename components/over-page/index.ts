export { overlaps } from './sight.ts';
export { element, type Stand, standOverPage } from './stand.ts';
