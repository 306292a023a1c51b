namespace Versori.Connectors.Tests.Http;

/// <summary>A stream that can be read once, like that of a network connection.</summary>
internal sealed class OneWayStream(byte[] bytes) : MemoryStream(bytes)
{
    public override bool CanSeek => false;
}
