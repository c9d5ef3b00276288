//! What a drawing may be made of: the elements, attributes and properties of SVG 1.1 and 2 that draw, and the names that
//! drawing programs add for themselves.

use std::collections::HashSet;
use std::sync::LazyLock;

/// The namespace of SVG.
pub(super) const SVG: &str = "http://www.w3.org/2000/svg";
/// The namespace of links.
pub(super) const XLINK: &str = "http://www.w3.org/1999/xlink";
/// The namespace of `xml:space` and its kin.
pub(super) const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// What drawing programs note down for themselves; no reader of SVG acts on it.
const NOTES: [&str; 14] = [
    "http://creativecommons.org/ns#",
    "http://ns.adobe.com/",
    "http://purl.org/dc/",
    "http://schemas.microsoft.com/visio/",
    "http://sodipodi.sourceforge.net/",
    "http://vectornator.io",
    "http://web.resource.org/cc/",
    "http://www.bohemiancoding.com/sketch/ns",
    "http://www.figma.com/figma/ns",
    "http://www.inkscape.org/namespaces/",
    "http://www.serif.com/",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "https://boxy-svg.com",
    "adobe:ns:meta/",
];

const ELEMENTS: &str = "circle clipPath defs desc ellipse feBlend feColorMatrix feComponentTransfer feComposite \
    feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG \
    feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting \
    feSpotLight feTile feTurbulence filter g image line linearGradient marker mask metadata path pattern polygon \
    polyline radialGradient rect stop style svg switch symbol text textPath title tspan use";

/// Attributes that are not properties of style.
const ATTRIBUTES: &str = "amplitude azimuth baseFrequency baseProfile bias class clipPathUnits contentScriptType \
    contentStyleType cx cy d diffuseConstant divisor dx dy edgeMode elevation enable-background exponent \
    externalResourcesRequired filterRes filterUnits focusable fr fx fy glyphRef gradientTransform gradientUnits height \
    id in in2 intercept k1 k2 k3 k4 kernelMatrix kernelUnitLength lang lengthAdjust limitingConeAngle markerHeight \
    markerUnits markerWidth maskContentUnits maskUnits media method mode name numOctaves offset operator order orient \
    overflow pathLength patternContentUnits patternTransform patternUnits points pointsAtX pointsAtY pointsAtZ \
    preserveAlpha preserveAspectRatio primitiveUnits r radius refX refY requiredExtensions requiredFeatures result role \
    rotate rx ry scale seed side slope spacing specularConstant specularExponent spreadMethod startOffset stdDeviation \
    stitchTiles surfaceScale systemLanguage tableValues targetX targetY textLength transform type values version \
    viewBox width x x1 x2 xChannelSelector y y1 y2 yChannelSelector z zoomAndPan";

/// Properties of style, also as attributes.
const PROPERTIES: &str = "alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation \
    color-interpolation-filters color-profile color-rendering cursor direction display dominant-baseline \
    enable-background fill fill-opacity fill-rule filter flood-color flood-opacity font font-family \
    font-feature-settings font-kerning font-size font-size-adjust font-stretch font-style font-synthesis font-variant \
    font-variant-alternates font-variant-caps font-variant-east-asian font-variant-ligatures font-variant-numeric \
    font-variant-position font-variation-settings font-weight glyph-orientation-horizontal glyph-orientation-vertical \
    image-rendering inline-size isolation kerning letter-spacing lighting-color line-height marker marker-end \
    marker-mid marker-start mask mask-type mix-blend-mode opacity overflow paint-order pointer-events shape-inside \
    shape-margin shape-padding shape-rendering solid-color solid-opacity stop-color stop-opacity stroke \
    stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width \
    text-align text-anchor text-decoration text-decoration-color text-decoration-line text-decoration-style \
    text-indent text-orientation text-overflow text-rendering text-transform transform transform-box transform-origin \
    unicode-bidi vector-effect vertical-align visibility white-space width height word-spacing writing-mode";

fn words(list: &'static str) -> HashSet<&'static str> {
    list.split_whitespace().collect()
}

static KNOWN_ELEMENTS: LazyLock<HashSet<&str>> = LazyLock::new(|| words(ELEMENTS));
static KNOWN_ATTRIBUTES: LazyLock<HashSet<&str>> = LazyLock::new(|| &words(ATTRIBUTES) | &words(PROPERTIES));
static KNOWN_PROPERTIES: LazyLock<HashSet<&str>> = LazyLock::new(|| words(PROPERTIES));

/// Whether an element of SVG draws or describes, and does nothing else.
pub(super) fn is_known_element(name: &str) -> bool {
    KNOWN_ELEMENTS.contains(name)
}

/// Whether an attribute of no namespace may stand at an element.
pub(super) fn is_known_attribute(name: &str) -> bool {
    KNOWN_ATTRIBUTES.contains(name) || ["aria-", "data-"].iter().any(|opening| name.starts_with(opening))
}

/// Whether a property of style is one; the name is in small letters.
pub(super) fn is_known_property(name: &str) -> bool {
    KNOWN_PROPERTIES.contains(name) || name.starts_with("-inkscape-")
}

/// Whether a namespace is a drawing program's own.
pub(super) fn is_note(namespace: &str) -> bool {
    NOTES.iter().any(|known| namespace.starts_with(known))
}

/// What names of CSS are made of.
pub(super) fn is_name(sign: char) -> bool {
    sign.is_ascii_alphanumeric() || matches!(sign, '-' | '_')
}
