namespace Versori.Connectors.Generation.Tests;

/// <summary>Random changes to documents of every hostile kind.</summary>
[Trait("Kind", "Fuzz")]
public class HostileFuzzTests
{
    private static readonly int Scale =
        int.TryParse(Environment.GetEnvironmentVariable("VERSORI_FUZZ_SCALE"), out var scale) && scale > 0 ? scale : 1;

    [Fact]
    public async Task Modified_hostile_documents_are_read_or_refused_without_other_failures()
    {
        var random = new Random(7);
        var kinds = HostileInput.Kinds;
        for (var i = 0; i < 200 * Scale; i++)
        {
            var kind = kinds[i % kinds.Length];
            var text = Changed(HostileInput.Create(kind, 1 + random.Next(300)), random);
            try
            {
                await ConnectorGenerator.Create().PlanAsync(
                    Changed("list issues and post a message to tracker", random), [ConnectorSource.OpenApi(text)]);
            }
            catch (ConnectorException exception)
            {
                Assert.Equal(ConnectorErrorCode.InvalidDocument, exception.Code);
            }
            catch (ArgumentException exception) when (exception.ParamName == "text")
            {
                // What is left of the text is the URL of a document, or its path.
                Assert.DoesNotContain('\n', text.Trim());
            }
            catch (Exception exception)
            {
                Assert.Fail($"Input {i} ({kind}): {exception}");
            }
        }
    }

    private static string Changed(string text, Random random)
    {
        var at = random.Next(text.Length);
        var length = random.Next(Math.Min(40, text.Length - at));
        return random.Next(5) switch
        {
            0 => text.Remove(at, length),
            1 => text.Insert(at, text.Substring(at, length)),
            2 => text.Insert(at, "{}[]:,\"'&*!|>%@`\n\t-#/~"[random.Next(22)].ToString()),
            _ => text,
        };
    }
}
