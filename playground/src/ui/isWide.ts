/** Whether demos stand beside their code; the same width as in `demo.css`. */
export const isWide = () => matchMedia('(min-width: 960px)').matches
