namespace Versori.Connectors.Generation.Planning;

/// <summary>A part of a requirement with one operation.</summary>
/// <param name="Words">Its words.</param>
/// <param name="IsQuestion">Whether it asks for information, which only needs reading.</param>
/// <param name="IsNegated">Whether it states what must not happen.</param>
/// <param name="Continues">Whether it may continue the command of the part before, of which it says no verb.</param>
internal readonly record struct RequirementPart(List<string> Words, bool IsQuestion, bool IsNegated, bool Continues);
