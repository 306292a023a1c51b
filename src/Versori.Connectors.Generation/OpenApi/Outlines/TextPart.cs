namespace Versori.Connectors.Generation.OpenApi;

/// <summary>A value in the text of a document.</summary>
/// <param name="Start">The position of its first byte.</param>
/// <param name="Length">The number of its bytes.</param>
internal readonly record struct TextPart(int Start, int Length)
{
    public ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> text) => text.Slice(Start, Length);
}
