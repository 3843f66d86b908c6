export { ContactCard } from './contact-card.tsx';
export { ExplanationSections, type PageAsks } from './sections.tsx';
