namespace Versori.Connectors.Http;

/// <summary>Content does not have the encoding that its response declares, for example a broken gzip stream.</summary>
internal sealed class UnreadableContentException(Exception cause)
    : IOException("The content does not have the encoding that it declares (Content-Encoding).", cause);
