use zeroize::Zeroizing;

/// A picture in shades of grey, 0 (black) to 255 (white), row by row from the top; wiped when
/// dropped. Never empty.
#[derive(Clone)]
pub(crate) struct Luma {
    width: usize,
    height: usize,
    pixels: Zeroizing<Vec<u8>>,
}

impl Luma {
    /// `None` if there are no pixels, or not `width` × `height` of them.
    pub(crate) fn new(width: usize, height: usize, pixels: Zeroizing<Vec<u8>>) -> Option<Self> {
        let right = width.checked_mul(height) == Some(pixels.len()) && !pixels.is_empty();
        right.then_some(Self { width, height, pixels })
    }

    pub(crate) fn width(&self) -> usize {
        self.width
    }

    pub(crate) fn height(&self) -> usize {
        self.height
    }

    pub(crate) fn pixels(&self) -> &[u8] {
        &self.pixels
    }

    pub(crate) fn pixels_mut(&mut self) -> &mut [u8] {
        &mut self.pixels
    }

    /// The picture over a background of one shade. `alpha` is the opacity of each pixel, 0 (clear)
    /// to 255.
    pub(crate) fn over(&self, ground: u8, alpha: &[u8]) -> Self {
        let shade = |(light, alpha): (&u8, &u8)| {
            let (light, alpha, under) = (u32::from(*light), u32::from(*alpha), u32::from(ground));
            ((light * alpha + under * (255 - alpha)) / 255) as u8
        };
        Self { pixels: Zeroizing::new(self.pixels.iter().zip(alpha).map(shade).collect()), ..*self }
    }

    /// Swaps dark and light.
    pub(crate) fn inverted(&self) -> Self {
        Self { pixels: Zeroizing::new(self.pixels.iter().map(|pixel| !pixel).collect()), ..*self }
    }

    /// Turns pixels that are about as dark as the darkest 1 % black, and all others white.
    pub(crate) fn darkest(&self) -> Self {
        const ABOUT: usize = 10;
        let mut counts = [0usize; 256];
        self.pixels.iter().for_each(|pixel| counts[usize::from(*pixel)] += 1);
        let mut darker = 0;
        let reaches = |count: &usize| {
            darker += count;
            darker > self.pixels.len() / 100
        };
        let limit = counts.iter().position(reaches).unwrap_or_default() + ABOUT;
        let shade = |pixel: &u8| if usize::from(*pixel) <= limit { 0 } else { 255 };
        Self { pixels: Zeroizing::new(self.pixels.iter().map(shade).collect()), ..*self }
    }

    /// The rows of pixels, from the top.
    pub(crate) fn rows(&self) -> impl DoubleEndedIterator<Item = &[u8]> + ExactSizeIterator + Clone {
        self.pixels.chunks_exact(self.width)
    }

    /// Halves each side: every pixel is the mean of four. `None` if a side would vanish.
    pub(crate) fn halved(&self) -> Option<Self> {
        let (width, height) = (self.width / 2, self.height / 2);
        let mut pixels = Zeroizing::new(Vec::with_capacity(width * height));
        for pair in self.pixels.chunks_exact(2 * self.width) {
            let (upper, lower) = pair.split_at(self.width);
            let (upper, lower) = (upper.as_chunks::<2>().0, lower.as_chunks::<2>().0);
            pixels.extend(
                upper.iter().zip(lower).map(|([a, b], [c, d])| {
                    ((u16::from(*a) + u16::from(*b) + u16::from(*c) + u16::from(*d)) / 4) as u8
                }),
            );
        }
        Self::new(width, height, pixels)
    }

    /// Doubles each side, and interpolates between pixels.
    pub(crate) fn doubled(&self) -> Option<Self> {
        let mut pixels = Zeroizing::new(Vec::with_capacity(4 * self.pixels.len()));
        let rows = self.rows();
        let before = rows.clone().take(1).chain(rows.clone());
        let after = rows.clone().skip(1).chain(rows.clone().next_back());
        for ((before, row), after) in before.zip(rows).zip(after) {
            for neighbour in [before, after] {
                let mixed: Zeroizing<Vec<u8>> =
                    Zeroizing::new(row.iter().zip(neighbour).map(|(near, far)| mix(*near, *far)).collect());
                let left = mixed.iter().take(1).chain(mixed.iter());
                let right = mixed.iter().skip(1).chain(mixed.last());
                for ((left, middle), right) in left.zip(mixed.iter()).zip(right) {
                    pixels.extend([mix(*middle, *left), mix(*middle, *right)]);
                }
            }
        }
        Self::new(2 * self.width, 2 * self.height, pixels)
    }

    /// Replaces each pixel with the mean of the square that extends `radius` pixels around it.
    pub(crate) fn blurred(&self, radius: usize) -> Self {
        self.with_means(radius, |_, mean| mean)
    }

    /// Turns pixels that are darker than the mean of the square that extends `radius` pixels around
    /// them black, and all others white.
    pub(crate) fn thresholded(&self, radius: usize) -> Self {
        self.with_means(radius, |pixel, mean| if u16::from(pixel) + 4 < u16::from(mean) { 0 } else { 255 })
    }

    /// Adds a white border of `margin` pixels, for codes without a quiet zone.
    pub(crate) fn padded(&self, margin: usize) -> Option<Self> {
        let (width, height) = (self.width + 2 * margin, self.height + 2 * margin);
        let white = |count| std::iter::repeat_n(255, count);
        let mut pixels = Zeroizing::new(Vec::with_capacity(width * height));
        pixels.extend(white(width * margin));
        for row in self.rows() {
            pixels.extend(white(margin).chain(row.iter().copied()).chain(white(margin)));
        }
        pixels.extend(white(width * margin));
        Self::new(width, height, pixels)
    }

    /// Computes every pixel from itself and the mean around it; near an edge, from the part of the
    /// square that is inside the picture.
    fn with_means(&self, radius: usize, shade: impl Fn(u8, u8) -> u8) -> Self {
        let mut pixels = Zeroizing::new(Vec::with_capacity(self.pixels.len()));
        // The sums of each column over the rows in the square, and the running sums of these.
        let mut columns = Zeroizing::new(vec![0u32; self.width]);
        let mut sums = Zeroizing::new(vec![0u32; self.width + 1]);
        let (mut entering, mut leaving) = (self.rows(), self.rows());
        for row in entering.by_ref().take(radius) {
            columns.iter_mut().zip(row).for_each(|(column, pixel)| *column += u32::from(*pixel));
        }
        for (y, row) in self.rows().enumerate() {
            if let Some(row) = entering.next() {
                columns.iter_mut().zip(row).for_each(|(column, pixel)| *column += u32::from(*pixel));
            }
            if y > radius
                && let Some(row) = leaving.next()
            {
                columns.iter_mut().zip(row).for_each(|(column, pixel)| *column -= u32::from(*pixel));
            }
            let mut sum = 0u32;
            for (total, column) in sums.iter_mut().skip(1).zip(columns.iter()) {
                sum += column;
                *total = sum;
            }
            let high = (y + radius + 1).min(self.height) - y.saturating_sub(radius);
            pixels.extend(row.iter().enumerate().map(|(x, pixel)| {
                let (left, right) = (x.saturating_sub(radius), (x + radius + 1).min(self.width));
                let mean = (sums[right] - sums[left]) / (high * (right - left)) as u32;
                shade(*pixel, mean as u8)
            }));
        }
        Self { width: self.width, height: self.height, pixels }
    }
}

/// Mixes three parts of `near` with one part of `far`.
fn mix(near: u8, far: u8) -> u8 {
    ((3 * u16::from(near) + u16::from(far) + 2) / 4) as u8
}
