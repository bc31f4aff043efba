using System.Globalization;
using System.Text.Json;
using Authentik.Book;
using Authentik.Client.Tests.Support;
using Authentik.Naming;
using Authentik.Parsing;
using Authentik.Values;

namespace Authentik.Client.Tests;

/// <summary>Durations: what people write, what authentik writes, and how they compare.</summary>
public class DurationTests
{
    [Theory]
    [InlineData("2:00:00", "hours=2", "2:00:00")]
    [InlineData("1.02:00:00", "days=1;hours=2", "1.02:00:00")]
    [InlineData("36:00:00", "days=1;hours=12", "1.12:00:00")]
    [InlineData("-0:05:00", "minutes=-5", "-0:05:00")]
    [InlineData("0:00:00", "seconds=0", "0:00:00")]
    [InlineData("0:00:01.5", "seconds=1.5", "0:00:01.5")]
    [InlineData("hours=2;minutes=5", "hours=2;minutes=5", "2:05:00")]
    [InlineData("minutes=90", "minutes=90", "1:30:00")]
    [InlineData("Hours=1.5", "Hours=1.5", "1:30:00")]
    [InlineData(" hours=2; minutes = 5 ", "hours=2;minutes=5", "2:05:00")]
    [InlineData("minutes=-5", "minutes=-5", "-0:05:00")]
    [InlineData("weeks=1", "weeks=1", "7.00:00:00")]
    [InlineData("microseconds=1500000;milliseconds=500", "microseconds=1500000;milliseconds=500", "0:00:02")]
    [InlineData("2h", "hours=2", "2:00:00")]
    [InlineData("90 minutes", "minutes=90", "1:30:00")]
    [InlineData("30d", "days=30", "30.00:00:00")]
    [InlineData("1 week", "weeks=1", "7.00:00:00")]
    [InlineData("1h 30m", "hours=1;minutes=30", "1:30:00")]
    [InlineData("1 Hour, 5 Minutes", "hours=1;minutes=5", "1:05:00")]
    [InlineData("1.5 hours", "hours=1.5", "1:30:00")]
    [InlineData("250ms", "milliseconds=250", "0:00:00.25")]
    public void Reads_what_people_write(string written, string text, string length)
    {
        var duration = Duration.Parse(written);
        Assert.Equal(text, duration.ToString());
        Assert.Equal(TimeSpan.Parse(length, CultureInfo.InvariantCulture), duration.TimeSpan);
    }

    [Theory]
    [InlineData("")]
    [InlineData("30")]
    [InlineData("abc")]
    [InlineData("2:00")]
    [InlineData("0:75:00")]
    [InlineData("hour=2")]
    [InlineData("hours=2;months=1")]
    [InlineData("hours=2;hours=3")]
    [InlineData("hours=2;")]
    [InlineData("hours=")]
    [InlineData("hours=x")]
    [InlineData("hours=1,5")]
    [InlineData("hours=nan")]
    [InlineData("1,5 hours")]
    [InlineData("1 month")]
    [InlineData("1M")]
    [InlineData("hours 2")]
    [InlineData("1h 2h")]
    [InlineData("days=99999999")]
    [InlineData("days=99999999999999999999999999")]
    [InlineData("99999999 days")]
    [InlineData("https://hours=2")]
    public void Refuses_what_is_no_duration_or_would_be_misread(string written)
    {
        Assert.False(Duration.TryParse(written, out _));
        var error = Assert.Throws<FormatException>(() => Duration.Parse(written));
        Assert.Contains("hours=2;minutes=5", error.Message, StringComparison.Ordinal);
        Assert.Contains("microseconds", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0:00:00", "seconds=0")]
    [InlineData("2:00:00", "hours=2")]
    [InlineData("30.00:00:00", "days=30")]
    [InlineData("1.02:03:04.5", "days=1;hours=2;minutes=3;seconds=4.5")]
    [InlineData("-1.02:00:00", "days=-1;hours=-2")]
    [InlineData("0:00:00.0000001", "seconds=0.0000001")]
    [InlineData("10675199.02:48:05.4775807", "days=10675199;hours=2;minutes=48;seconds=5.4775807")]
    [InlineData("-10675199.02:48:05.4775808", "days=-10675199;hours=-2;minutes=-48;seconds=-5.4775808")]
    public void A_time_span_is_written_in_authentiks_units(string span, string text)
    {
        var duration = new Duration(TimeSpan.Parse(span, CultureInfo.InvariantCulture));
        Assert.Equal(text, duration.ToString());
        Assert.Equal(duration.TimeSpan, Duration.Parse(text).TimeSpan);
    }

    [Fact]
    public void The_culture_does_not_matter()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal("seconds=1.5", new Duration(TimeSpan.FromSeconds(1.5)).ToString());
            Assert.Equal("hours=1.5", $"{Duration.Parse("1.5h")}");
            Assert.Equal(TimeSpan.FromMinutes(90), Duration.Parse("hours=1.5").TimeSpan);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Compares_and_sorts_by_length()
    {
        var day = Duration.Parse("days=1");
        Assert.Equal(day, Duration.Parse("hours=24"));
        Assert.Equal(day.GetHashCode(), Duration.Parse("hours=24").GetHashCode());
        Assert.True(day == TimeSpan.FromDays(1));
        Assert.True(day != Duration.Parse("hours=23"));
        Assert.True(day > Duration.Parse("hours=23") && day >= Duration.Parse("hours=24"));
        Assert.True(day < Duration.Parse("hours=25") && day <= Duration.Parse("hours=24"));
        Assert.True(day.CompareTo("2:00:00") > 0 && day.CompareTo(TimeSpan.FromDays(2)) < 0 && day.CompareTo((object?)null) > 0);
        Assert.Throws<ArgumentException>(() => day.CompareTo(5));
        Duration[] some = [Duration.Parse("weeks=1"), Duration.Parse("minutes=90"), day, Duration.Parse("hours=1")];
        Assert.Equal(["hours=1", "minutes=90", "days=1", "weeks=1"], some.Order().Select(one => one.ToString()));
    }

    // authentik ignores parts with a unit that it doesn't know.
    [Theory]
    [InlineData("\"hours=2;minutes=5\"", "2:05:00")]
    [InlineData("\"hours=2; minutes=5\"", "2:00:00")]
    [InlineData("\"HOURS=2\"", "2:00:00")]
    [InlineData("\"hours=1;hours=3\"", "3:00:00")]
    [InlineData("\"seconds=1e3\"", "0:16:40")]
    public void Keeps_the_text_of_the_server(string json, string length)
    {
        var reader = JsonBody.Open(json);
        Assert.Equal(FieldFit.Fits, JsonFields.ReadDuration(ref reader, out var duration));
        Assert.Equal(TimeSpan.Parse(length, CultureInfo.InvariantCulture), duration!.TimeSpan);
        Assert.Equal(json, JsonWriting.Write(duration, "field")!.ToJsonString());
    }

    [Theory]
    [InlineData("\"never\"")]
    [InlineData("\"\"")]
    [InlineData("\"minutes=1;\"")]
    [InlineData("\"https://a=1;hours=2\"")]
    [InlineData("\"days=999999999\"")]
    [InlineData("30")]
    [InlineData("{}")]
    public void What_is_no_duration_is_kept_as_it_came(string json)
    {
        var provider = new OAuth2Provider();
        provider.Fill(JsonSerializer.Deserialize<JsonElement>($$"""{"access_token_validity":{{json}}}"""), session: null);
        Assert.Null(provider.AccessTokenValidity);
        Assert.Equal(json, provider.Rest["access_token_validity"].GetRawText());
    }

    [Theory]
    [InlineData("2024.8.6", "hours=2", "120")]
    [InlineData("2025.2.4", "minutes=30", "30")]
    [InlineData("2025.4.4", "hours=2", "\"hours=2\"")]
    [InlineData("2026.8.3", "minutes=30", "\"minutes=30\"")]
    public async Task An_old_server_gets_a_number_of_minutes(string version, string text, string json)
    {
        var (api, _, _) = Fake.Client(_ => FakeTransport.Json(500, "{}"), version);
        var references = new References(api, new Lookup(api));
        var values = new FieldValues();
        values.Set(Resources.EmailStage.GetField("token_expiry"), Duration.Parse(text));
        var body = await new BodyWriter(api.Call, references).WriteAsync(values, TestContext.Current.CancellationToken);
        Assert.Equal(json, body["token_expiry"]!.ToJsonString());

        var list = new ListQuery(Resources.EmailStage);
        list.Add(Resources.EmailStage.FindFilter("TokenExpiry", api.Session.ServerVersion)!, Duration.Parse(text));
        var query = await new QueryWriter(api.Call, references).WriteAsync(list, TestContext.Current.CancellationToken);
        Assert.Equal([new("token_expiry", json.Trim('"'))], query);
    }

    [Theory]
    [InlineData("2025.2.4", true)]
    [InlineData("2025.4.4", false)]
    public void An_old_server_cannot_have_a_part_of_a_minute(string version, bool isRefused)
    {
        var (api, _, _) = Fake.Client(_ => FakeTransport.Json(500, "{}"), version);
        var target = ValueTarget.FromField(Resources.EmailStage.GetField("token_expiry"));
        var error = Record.Exception(() => new ValueRules(api.Call).Require(target, Duration.Parse("90 seconds")));
        Assert.Equal(isRefused, error is InputException { Problem: InputProblem.InvalidValue });
    }

    [Fact]
    public void The_minutes_of_an_old_server_are_a_duration()
    {
        var stage = new EmailStage();
        stage.Fill(JsonSerializer.Deserialize<JsonElement>("""{"token_expiry":30}"""), session: null);
        Assert.Equal("minutes=30", stage.TokenExpiry?.ToString());
        Assert.Empty(stage.Rest);
    }

    [Fact]
    public void Each_duration_of_the_book_is_one_of_the_class() => Assert.All(
        Resources.Book.Resources.SelectMany(resource => resource.Fields, (resource, field) => (Resource: resource, Field: field))
            .Where(one => one.Field.Type == FieldType.Duration && !one.Field.Readable.IsNone),
        one => Assert.Equal(
            typeof(Duration), one.Resource.CreateObject().GetType().GetProperty(one.Field.Property)!.PropertyType));
}
