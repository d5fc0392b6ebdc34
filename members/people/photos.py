"""Photos as members send them, and as we keep them: a small picture, made anew, that says only what it shows."""

from io import BytesIO

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image, ImageOps, UnidentifiedImageError

MOST_BYTES = 5 * 1024 * 1024
MOST_PIXELS = 25_000_000
LEAST_SIDE = 80
SIDE = 480
FORMATS = ("JPEG", "PNG", "WEBP")
HELP = gettext_lazy(
    "A JPEG, PNG or WebP file of at most 5 MB. It is cut to a square and made smaller; what a camera writes into it, "
    "such as the place, is thrown away."
)
TOO_MANY = gettext_lazy("This picture has more than 25 million pixels. Choose a smaller one.")


class PhotoError(Exception):
    """No photo that we take; says in a sentence why."""


def made_anew(upload) -> ContentFile:
    """A square JPEG of what the file `upload` shows, without anything else that was in it. Raises PhotoError."""
    if upload.size > MOST_BYTES:
        raise PhotoError(_("This file is larger than 5 MB. Choose a smaller one."))
    try:
        with Image.open(upload, formats=FORMATS) as photo:
            # What the head of the file says is checked before a single pixel is unpacked.
            _check_sides(*photo.size)
            picture = _square(photo)
    except PhotoError:
        raise
    except Image.DecompressionBombError:
        raise PhotoError(TOO_MANY) from None
    except UnidentifiedImageError:
        raise PhotoError(_("This file is no JPEG, PNG or WebP picture.")) from None
    except Exception:
        # Decoders fail in many ways on what is broken or made to break them; all of them mean the same.
        raise PhotoError(_("This picture cannot be read. Save it anew, or choose another.")) from None
    written = BytesIO()
    picture.save(written, "JPEG", quality=85, optimize=True)
    return ContentFile(written.getvalue())


def _check_sides(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise PhotoError(TOO_MANY)
    if min(width, height) < LEAST_SIDE:
        raise PhotoError(_("This picture is too small. It needs at least 80 pixels on each side."))


def _square(photo: Image.Image) -> Image.Image:
    photo.draft("RGB", (SIDE * 2, SIDE * 2))
    upright = ImageOps.exif_transpose(photo)
    square = ImageOps.fit(upright.convert("RGBA"), (SIDE, SIDE), Image.Resampling.LANCZOS)
    # A new canvas, so that nothing of the file comes along: no place, no thumbnail, no profile.
    canvas = Image.new("RGB", square.size, "white")
    canvas.paste(square, mask=square.getchannel("A"))
    return canvas
