export { Cited } from './cited.tsx';
export { ContactCard } from './contact-card.tsx';
export { ExplanationSections, type PageAsks } from './sections.tsx';
