using OxyPlot;

namespace PerfGate.Reporting.Studies;

/// <summary>
/// Measures text for a picture whose font the reader's machine chooses: every sign as wide as a digit of a wide font, so that no label is cut off.
/// </summary>
internal sealed class WideText(double width, double height) : PdfRenderContext(width, height, OxyColors.White)
{
    // A digit of DejaVu Sans, which stands in for narrower fonts on Linux.
    private const double SignWidth = 0.64;
    private const double LineHeight = 1.2;

    public override OxySize MeasureText(string text, string fontFamily, double fontSize, double fontWeight) =>
        new(SignWidth * fontSize * (text?.Length ?? 0), LineHeight * fontSize);
}
