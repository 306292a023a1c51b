namespace Versori.Connectors.Generation.Planning;

/// <summary>What a sentence asks of one of the systems that it names.</summary>
/// <param name="Source">The system's index.</param>
/// <param name="Intent">What is done there.</param>
/// <param name="Subjects">What it is done to.</param>
/// <param name="Others">What else is said of it.</param>
internal sealed record SystemRole(int Source, Intent Intent, List<string> Subjects, List<string> Others);
