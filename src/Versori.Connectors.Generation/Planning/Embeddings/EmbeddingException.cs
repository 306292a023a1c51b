namespace Versori.Connectors.Generation.Planning;

/// <summary>An embedding generator returned vectors that cannot be compared.</summary>
internal sealed class EmbeddingException(string message) : Exception(message);
