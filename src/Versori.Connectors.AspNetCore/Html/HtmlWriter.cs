using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Versori.Connectors.AspNetCore.Html;

/// <summary>
/// Writes HTML from interpolated strings. The literal parts are markup; every value in between is encoded, for text and
/// for attributes in double quotes alike.
/// </summary>
internal sealed class HtmlWriter
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _text = new(4096);

    public void Write([InterpolatedStringHandlerArgument("")] ref Markup markup) => _ = markup.Belongs(_text);

    /// <summary>Appends what another writer wrote.</summary>
    public void Append(HtmlWriter other) => _text.Append(other._text);

    public byte[] ToUtf8() => Encoding.UTF8.GetBytes(_text.ToString());

    public override string ToString() => _text.ToString();

    /// <summary>Appends markup as it is, and values encoded.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Markup
    {
        private readonly StringBuilder _text;

        public Markup(int literalLength, int formattedCount, HtmlWriter writer)
        {
            _ = literalLength + formattedCount;
            _text = writer._text;
        }

        public bool Belongs(StringBuilder text) => ReferenceEquals(_text, text);

        public void AppendLiteral(string value) => _text.Append(value);

        public void AppendFormatted(string? value)
        {
            if (value is not null) _text.Append(Encoder.Encode(value));
        }

        public void AppendFormatted(int value) => _text.Append(value);

        public void AppendFormatted(ConnectorId value) => AppendFormatted(value.Value);

        public void AppendFormatted(ConnectionId value) => AppendFormatted(value.ToString());

        /// <summary>Markup of the page itself, never a value.</summary>
        public void AppendFormatted(HtmlText value) => _text.Append(value.Markup);

        /// <summary>An attribute without a value, such as <c>required</c>, if the condition holds.</summary>
        public void AppendFormatted(HtmlFlag value)
        {
            if (value.IsSet) _text.Append(' ').Append(value.Name);
        }

        /// <summary>An attribute, unless its value is null.</summary>
        public void AppendFormatted(HtmlAttribute value)
        {
            if (value.Value is null) return;
            _text.Append(' ').Append(value.Name).Append("=\"").Append(Encoder.Encode(value.Value)).Append('"');
        }
    }
}
