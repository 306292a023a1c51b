namespace Versori.Connectors.Generation.Planning;

/// <summary>The operation that a sentence requires in one of the systems that it names.</summary>
/// <param name="Source">The system's index.</param>
/// <param name="Intent">The kind of operation in this system.</param>
/// <param name="Subjects">The terms of the operation's object.</param>
/// <param name="Others">The other terms.</param>
internal sealed record SystemRole(int Source, Intent Intent, List<string> Subjects, List<string> Others);
