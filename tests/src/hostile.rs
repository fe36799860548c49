//! Image files made to do harm. Each is named after its defect, and has the expected reading error.

mod bits;
mod bmp;
mod deflate;
mod gif;
mod jpeg;
mod lzw;
mod pattern;
mod png;
mod tiff;
mod webp;

use watchword_scan::{
    MAX_BYTES, MAX_PIXELS,
    Unreadable::{self, Damaged, NotAPicture, NothingFound, TooLarge, TooManyPixels, TooSmall, Unclear},
};

/// A hostile image file, or a file that only claims to be an image.
pub struct Hostile {
    /// The defect, which names the file.
    pub name: &'static str,
    make: fn() -> Vec<u8>,
    /// The expected error. A valid image that is only large or unusual gives `NothingFound`.
    pub why: Unreadable,
}

impl Hostile {
    /// Generates the file's bytes.
    pub fn bytes(&self) -> Vec<u8> {
        (self.make)()
    }
}

/// The error for an image with more pixels than any image may have.
const TOO_MANY: Unreadable = TooManyPixels { most: MAX_PIXELS };

/// Returns the error for an image of more than `millions` million pixels, the lower limit for
/// images whose pixels take more memory than a photograph's.
const fn above(millions: u64) -> Unreadable {
    TooManyPixels { most: millions * 1_000_000 }
}

const fn row(name: &'static str, make: fn() -> Vec<u8>, why: Unreadable) -> Hostile {
    Hostile { name, make, why }
}

/// All hostile files. Those just small enough to be read have 33 megapixels (7680 × 4320) or 48
/// megapixels (8000 × 6000).
pub const HOSTILE: &[Hostile] = &[
    row("nothing", Vec::new, NotAPicture),
    row("text_named_png", || b"This is text in a file named seed.png.".to_vec(), NotAPicture),
    row("page_named_jpeg", || b"<!doctype html><title>404</title>".to_vec(), NotAPicture),
    row("drawing_named_png", || b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(), NotAPicture),
    row("document_named_png", || b"%PDF-1.7".to_vec(), NotAPicture),
    row("archive_named_png", || b"PK\x03\x04\x14\0".to_vec(), NotAPicture),
    row("icon_named_png", || b"\0\0\x01\0\x01\0\x10\x10\0\0\x01\0\x20\0".to_vec(), NotAPicture),
    row("zeros_as_large_as_may_be", || vec![0; MAX_BYTES as usize], NotAPicture),
    row("file_of_a_byte_too_many", || vec![0; MAX_BYTES as usize + 1], TooLarge),
    // PNG
    row("png_signature", || b"\x89PNG\r\n\x1a\n".to_vec(), Damaged),
    row("png_header_of_10_gigapixels", || png::header_alone(100_000, 100_000), TOO_MANY),
    row("png_header_of_one_endless_row", || png::header_alone(i32::MAX as u32, 1), TOO_MANY),
    row("png_header_of_a_pixel_too_many", || png::header_alone(50_000_001, 1), TOO_MANY),
    row("png_header_without_width", || png::header(0, 10), Damaged),
    row("png_header_without_pixels", || png::header_alone(8000, 6000), Damaged),
    row("png_header_and_one_pixel", || png::header(8000, 6000), Damaged),
    row("png_blank_of_48_megapixels", || png::grey_blank(8000, 6000), NothingFound),
    row("png_blank_of_48_megapixels_in_colour", || png::colour_blank(8000, 6000), NothingFound),
    row("png_opaque_of_33_megapixels", || png::opaque_blank(7680, 4320), NothingFound),
    row("png_clear_of_33_megapixels", || png::clear_blank(7680, 4320), NothingFound),
    row("png_interlaced_of_33_megapixels", || png::interlaced_blank(7680, 4320), NothingFound),
    row("png_one_row_of_50_megapixels", || png::one_bit_blank(50_000_000, 1), NothingFound),
    row("png_220_rows_of_48_megapixels", || png::one_bit_blank(218_000, 220), NothingFound),
    row("png_220_columns_of_48_megapixels", || png::one_bit_blank(220, 218_000), NothingFound),
    row("png_one_column_of_50_megapixels", || png::one_bit_blank(1, 50_000_000), NothingFound),
    row("png_half_clear_of_33_megapixels", || png::half_clear(7680, 4320, |_, _| true), NothingFound),
    row("png_16_bits_of_33_megapixels", || png::deep_blank(7680, 4320), above(25)),
    row("png_grey_noise_of_48_megapixels", || png::noise(8000, 6000), NothingFound),
    row("png_stripes_of_48_megapixels", || png::one_bit(8000, 6000, |x, _| x % 7 < 3), NothingFound),
    row("png_noise_of_one_bit", || png::one_bit(1600, 1200, |x, y| pattern::noise(x, y, 1)), NothingFound),
    row(
        "png_noise_of_48_megapixels_of_one_bit",
        || png::one_bit(8000, 6000, |x, y| pattern::noise(x, y, 2)),
        NothingFound,
    ),
    row("png_corners", || png::one_bit(8000, 6000, |x, y| pattern::corners(x, y, 1)), NothingFound),
    row("png_large_corners", || png::one_bit(8000, 6000, |x, y| pattern::corners(x, y, 9)), NothingFound),
    row("png_corners_apart", || png::one_bit(4000, 3000, |x, y| pattern::corners_apart(x, y, 2)), NothingFound),
    row("png_small_codes_of_noise", || png::one_bit(1600, 1200, |x, y| pattern::codes(x, y, 2)), TooSmall),
    row("png_codes_of_noise", || png::one_bit(4000, 3000, |x, y| pattern::codes(x, y, 2)), Unclear),
    row("png_large_codes_of_noise", || png::one_bit(1600, 1200, |x, y| pattern::codes(x, y, 8)), Unclear),
    row("png_half_clear_codes_of_noise", || png::half_clear(1600, 1200, |x, y| pattern::codes(x, y, 4)), Unclear),
    row(
        "png_half_clear_corners_apart",
        || png::half_clear(7680, 4320, |x, y| pattern::corners_apart(x, y, 3)),
        NothingFound,
    ),
    row("png_half_clear_large_codes_of_noise", || png::half_clear(1600, 1200, |x, y| pattern::codes(x, y, 8)), Unclear),
    row("png_profile_of_500_megabytes", || png::profile_of(500_000_000), NothingFound),
    row("png_text_of_500_megabytes", || png::text_of(500_000_000), NothingFound),
    row("png_pixel_of_500_megabytes", || png::pixel_of(500_000_000), NothingFound),
    row("png_half_of_the_rows", png::half_of_the_rows, Damaged),
    row("png_five_million_empty_chunks", || png::empty_chunks(5_000_000), NothingFound),
    row("png_chunk_of_four_gigabytes", png::chunk_of_four_gigabytes, Damaged),
    row("png_wrong_sum", png::wrong_sum, Damaged),
    row("png_no_palette", png::no_palette, Damaged),
    row("png_depth_of_three", png::depth_of_three, Damaged),
    row("png_ninth_filter", png::ninth_filter, Damaged),
    row("png_no_stream", png::no_stream, Damaged),
    row("png_cut", png::cut, Damaged),
    row("png_100_000_frames", || png::frames(100_000), NothingFound),
    row("png_frame_beyond_the_picture", png::frame_beyond_the_picture, Damaged),
    // JPEG
    row("jpeg_start", || b"\xff\xd8\xff".to_vec(), Damaged),
    row("jpeg_header_of_four_gigapixels", || jpeg::header(65_535, 65_535), TOO_MANY),
    row("jpeg_header_without_height", || jpeg::header(10, 0), Damaged),
    row("jpeg_header_without_pixels", || jpeg::header(8000, 6000), Damaged),
    row("jpeg_blank_of_48_megapixels", || jpeg::blank(8000, 6000, 1), NothingFound),
    row("jpeg_blank_of_48_megapixels_in_colour", || jpeg::blank(8000, 6000, 3), NothingFound),
    row("jpeg_blank_of_48_megapixels_for_print", || jpeg::blank(8000, 6000, 4), NothingFound),
    row("jpeg_by_components_of_48_megapixels", || jpeg::blank_by_components(8000, 6000), above(28)),
    row("jpeg_progressive_of_48_megapixels", || jpeg::progressive_blank(8000, 6000, 10), above(28)),
    row("jpeg_progressive_of_27_megapixels", || jpeg::progressive_blank(6000, 4500, 99), NothingFound),
    row("jpeg_99_scans_of_48_megapixels", || jpeg::progressive_blank(8000, 6000, 99), above(28)),
    row("jpeg_10_000_scans", || jpeg::progressive_blank(100, 100, 10_000), Damaged),
    row("jpeg_sampled_unevenly", || jpeg::sampled(&[0x41, 0x14, 0x22]), Damaged),
    row("jpeg_sampled_never", || jpeg::sampled(&[0, 0x11, 0x11]), Damaged),
    row("jpeg_arithmetic", jpeg::arithmetic, Damaged),
    row("jpeg_twelve_bits", jpeg::twelve_bits, Damaged),
    row("jpeg_no_tables", jpeg::no_tables, Damaged),
    row("jpeg_table_of_too_many_codes", jpeg::table_of_too_many_codes, Damaged),
    row("jpeg_segment_longer_than_the_file", jpeg::segment_longer_than_the_file, Damaged),
    row("jpeg_ten_million_comments", || jpeg::comments(10_000_000), NothingFound),
    row("jpeg_cut", jpeg::cut, Damaged),
    // GIF
    row("gif_signature", || b"GIF89a".to_vec(), Damaged),
    row("gif_screen_of_four_gigapixels", || gif::frame_of_a_pixel((65_535, 65_535), [0, 0, 1, 1]), TOO_MANY),
    row("gif_screen_without_width", || gif::frame_of_a_pixel((0, 10), [0, 0, 1, 1]), Damaged),
    row("gif_blank_of_33_megapixels", || gif::blank(7680, 4320), NothingFound),
    row("gif_clear_of_33_megapixels", || gif::clear_blank(7680, 4320), NothingFound),
    row("gif_interlaced_of_33_megapixels", || gif::interlaced_blank(7680, 4320), NothingFound),
    row("gif_frame_of_four_gigapixels", || gif::frame_of_a_pixel((10, 10), [0, 0, 65_535, 65_535]), Damaged),
    row("gif_frame_beyond_the_screen", || gif::blank_on((10, 10), [5, 5, 100, 100]), NothingFound),
    row("gif_frame_aside_of_33_megapixels", || gif::blank_on((7680, 4320), [1, 0, 7680, 4320]), Damaged),
    row("gif_frame_of_a_pixel", || gif::frame_of_a_pixel((1000, 1000), [0, 0, 1000, 1000]), Damaged),
    row("gif_pixel_of_a_gigabyte", || gif::pixel_of(1 << 30), NothingFound),
    row("gif_100_000_frames", || gif::frames(100_000), NothingFound),
    row("gif_million_comments", || gif::comments(1_000_000), Damaged),
    row("gif_no_frame", gif::no_frame, Damaged),
    row("gif_codes_of_13_bits", gif::codes_of_13_bits, Damaged),
    row("gif_undefined_codes", gif::undefined_codes, Damaged),
    row("gif_cut", gif::cut, Damaged),
    // WebP
    row("webp_signature", || b"RIFF\x04\0\0\0WEBP".to_vec(), Damaged),
    row("webp_canvas_of_281_terapixels", || webp::canvas_of(1 << 24, 1 << 24), Damaged),
    row("webp_lossless_of_268_megapixels", || webp::lossless_blank(16_383, 16_383), TOO_MANY),
    row("webp_lossless_of_48_megapixels", || webp::lossless_blank(8000, 6000), above(43)),
    row("webp_predicted_of_33_megapixels", || webp::lossless_predicted(7680, 4320), NothingFound),
    row("webp_lossy_of_33_megapixels", || webp::lossy_blank(7680, 4320), NothingFound),
    row("webp_lossy_of_12_megapixels", || webp::lossy_blank(4000, 3000), NothingFound),
    row("webp_lossy_clear_of_33_megapixels", || webp::lossy_clear(7680, 4320), above(21)),
    row("webp_lossy_clear_of_12_megapixels", || webp::lossy_clear(4000, 3000), NothingFound),
    row("webp_frame_of_33_megapixels", || webp::frames(7680, 4320, 1), above(17)),
    row("webp_lossy_clear_frame_of_33_megapixels", || webp::lossy_clear_frame(7680, 4320), above(17)),
    row("webp_lossy_clear_frame_of_8_megapixels", || webp::lossy_clear_frame(3840, 2160), NothingFound),
    row("webp_100_000_frames", || webp::frames(10, 10, 100_000), NothingFound),
    row("webp_frame_beyond_the_canvas", webp::frame_beyond_the_canvas, Damaged),
    row("webp_frame_of_another_size", webp::frame_of_another_size, Damaged),
    row("webp_canvas_of_another_size", webp::canvas_of_another_size, Damaged),
    row("webp_no_picture", webp::no_picture, Damaged),
    row("webp_chunk_longer_than_the_file", webp::chunk_longer_than_the_file, NothingFound),
    row("webp_cut", webp::cut, Damaged),
    // TIFF
    row("tiff_signature", || b"II*\0\x08\0\0\0".to_vec(), Damaged),
    row("tiff_header_of_18_exapixels", || tiff::header(u32::MAX, u32::MAX), TOO_MANY),
    row("tiff_header_without_width", || tiff::header(0, 10), Damaged),
    row("tiff_header_without_pixels", || tiff::header(8000, 6000), Damaged),
    row("tiff_deflated_of_33_megapixels", || tiff::deflated(7680, 4320, &[8; 3]), NothingFound),
    row("tiff_16_bits_of_33_megapixels", || tiff::deflated(7680, 4320, &[16; 4]), above(13)),
    row("tiff_one_bit_of_48_megapixels", || tiff::deflated(8000, 6000, &[1]), NothingFound),
    row("tiff_lzw_of_33_megapixels", || tiff::lzw(7680, 4320), NothingFound),
    row("tiff_packed_of_33_megapixels", || tiff::packed(7680, 4320), NothingFound),
    row("tiff_strip_beyond_the_file", tiff::strip_beyond_the_file, Damaged),
    row("tiff_strip_of_four_gigabytes", tiff::strip_of_four_gigabytes, Damaged),
    row("tiff_no_strip", tiff::no_strip, Damaged),
    row("tiff_strips_of_a_row_each", || tiff::strips(220, 218_000), NothingFound),
    row("tiff_tile_of_four_gigapixels", tiff::giant_tile, NothingFound),
    row("tiff_compression_of_another_kind", tiff::compression_of_another_kind, Damaged),
    row("tiff_samples_of_64_bits", tiff::samples_of_64_bits, Damaged),
    row("tiff_65_535_samples", tiff::many_samples, Damaged),
    row("tiff_field_of_four_billion_values", tiff::field_of_four_billion_values, Damaged),
    row("tiff_directory_after_itself", tiff::directory_after_itself, Damaged),
    row("tiff_cut", tiff::cut, Damaged),
    // BMP
    row("bmp_signature", || b"BM".to_vec(), Damaged),
    row("bmp_header_of_three_gigapixels", || bmp::header(60_000, 60_000), TOO_MANY),
    row("bmp_header_of_the_least_height", || bmp::header(10, i32::MIN), Damaged),
    row("bmp_header_without_pixels", || bmp::header(8000, 6000), Damaged),
    row("bmp_one_bit_of_48_megapixels", || bmp::one_bit_blank(8000, 6000), NothingFound),
    row("bmp_runs_that_end_at_once", || bmp::runs_that_end(8000, 6000), NothingFound),
    row("bmp_runs_of_33_megapixels", || bmp::runs(7650, 4320), NothingFound),
    row("bmp_runs_beyond_the_row", bmp::runs_beyond_the_row, Damaged),
    row("bmp_five_bits", bmp::five_bits, Damaged),
    row("bmp_header_of_four_gigabytes", bmp::header_of_four_gigabytes, Damaged),
    row("bmp_pixels_beyond_the_file", bmp::pixels_beyond_the_file, Damaged),
    row("bmp_palette_of_four_billion_colours", bmp::palette_of_four_billion_colours, Damaged),
    row("bmp_cut", bmp::cut, Damaged),
];
