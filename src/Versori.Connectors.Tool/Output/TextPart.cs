namespace Versori.Connectors.Tool.Output;

/// <summary>A part of a line.</summary>
internal readonly record struct TextPart(string Text, TextStyle Style = TextStyle.Plain)
{
    public static implicit operator TextPart(string text) => new(text);
}
